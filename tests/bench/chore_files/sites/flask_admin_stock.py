"""Flask-Admin over a stock of goods: python flask_admin_stock.py PORT FOLDER [WAY]"""

import sys
from pathlib import Path

from flask import Flask
from flask_admin import Admin
from flask_admin.contrib.sqla import ModelView
from flask_sqlalchemy import SQLAlchemy

PORT, FOLDER = int(sys.argv[1]), Path(sys.argv[2]).resolve()
app = Flask(__name__)
app.config.update(SECRET_KEY="for this bench alone", SQLALCHEMY_DATABASE_URI=f"sqlite:///{FOLDER / 'stock.sqlite'}")
db = SQLAlchemy(app)


class Product(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(80), nullable=False)
    price = db.Column(db.Float, nullable=False)
    quantity = db.Column(db.Integer, nullable=False)
    in_stock = db.Column(db.Boolean, nullable=False, default=False)
    supplier_id = db.Column(db.Integer, db.ForeignKey("supplier.id"))
    supplier = db.relationship("Supplier")


class Supplier(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(80), nullable=False)
    phone = db.Column(db.String(40))

    def __str__(self) -> str:
        return self.name


class ProductView(ModelView):
    column_searchable_list = ("name",)
    column_list = ("name", "price", "quantity", "in_stock", "supplier")


admin = Admin(app, name="Stock")
admin.add_view(ProductView(Product, db.session, name="Products"))
admin.add_view(ModelView(Supplier, db.session, name="Suppliers"))

if __name__ == "__main__":
    with app.app_context():
        db.create_all()
        north, south = Supplier(name="Nordhandel", phone="0421 55"), Supplier(name="Costa Sur", phone="0034 91")
        db.session.add_all([north, south])
        db.session.add_all(
            Product(name=name, price=price, quantity=quantity, in_stock=quantity > 0, supplier=supplier)
            for name, price, quantity, supplier in (
                ("Green tea", 4.5, 20, north),
                ("Black tea", 3.9, 35, north),
                ("Olive oil", 9.8, 0, south),
                ("Sea salt", 2.2, 12, south),
            )
        )
        db.session.commit()
    app.run(port=PORT)
