"""What the office keeps."""

from django.db import models


class Customer(models.Model):
    name = models.CharField(max_length=80)
    email = models.EmailField("e-mail")
    city = models.CharField(max_length=40, blank=True)
    active = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Invoice(models.Model):
    class Status(models.TextChoices):
        OPEN = "open"
        PAID = "paid"
        OVERDUE = "overdue"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    amount = models.DecimalField(max_digits=8, decimal_places=2)
    due = models.DateField()
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)

    def __str__(self) -> str:
        return f"Invoice of {self.customer}"
