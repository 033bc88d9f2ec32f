"""How the office's records are shown."""

from django.contrib import admin

from office.models import Customer, Invoice


@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    list_display = ("name", "email", "city", "active")
    search_fields = ("name", "email")
    list_filter = ("active",)


@admin.register(Invoice)
class InvoiceAdmin(admin.ModelAdmin):
    list_display = ("customer", "amount", "due", "status")
    list_filter = ("status",)
