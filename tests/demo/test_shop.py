"""The demo's shop keeps what it receives."""

import urllib.request

from app.demo.shop import Shop


def test_the_order_form_is_served_and_an_order_is_kept() -> None:
    with Shop() as shop:
        with urllib.request.urlopen(shop.address) as page:
            assert b"<form" in page.read()
        body = b"name=Zo%C3%AB&gift=yes&product="
        with urllib.request.urlopen(shop.address + "order", data=body) as page:
            assert "Thank you" in page.read().decode()
        assert shop.orders == [{"name": "Zoë", "gift": "yes", "product": ""}]


def test_the_shop_listens_on_this_machine_alone() -> None:
    with Shop() as shop:
        assert shop.address.startswith("http://127.0.0.1:")
