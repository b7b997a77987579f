"""What stands for the council’s own sign-on."""

from types import SimpleNamespace
from typing import Any

from requests import ConnectionError as CannotConnect

ISSUER = "https://sign-on.example.org"


class Web:
    """Stands for the council's server."""

    def __init__(self, status: int = 200, said: Any = None, *, down: bool = False) -> None:
        self.status, self.said, self.down = status, said or {}, down
        self.sent: list[Any] = []

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: Any) -> Any:
        return None

    def get(self, url: Any) -> Any:
        assert url == f"{ISSUER}/.well-known/openid-configuration"
        return SimpleNamespace(json=lambda: {"token_endpoint": f"{ISSUER}/token"})

    def post(self, url: Any, data: Any) -> Any:
        if self.down:
            raise CannotConnect
        self.sent.append((url, data))
        return SimpleNamespace(status_code=self.status, json=lambda: self.said)


class Council:
    """Stands for the council's server through a whole sign-in."""

    def __init__(self, email: str) -> None:
        self.email = email

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: Any) -> Any:
        return None

    def get(self, url: Any, headers: Any = None) -> Any:
        about = {"email": self.email, "sub": "sub-9"}
        where = {f"{name}_endpoint": f"{ISSUER}/{name}" for name in ("authorization", "token", "userinfo")}
        said = about if headers else where | {"issuer": ISSUER, "jwks_uri": f"{ISSUER}/keys"}
        return SimpleNamespace(json=lambda: said, raise_for_status=lambda: None)

    def request(self, method: Any, url: Any, **facts: Any) -> Any:
        said = {"access_token": "a", "refresh_token": "refresh-1", "token_type": "bearer"}
        headers = {"content-type": "application/json"}
        return SimpleNamespace(status_code=200, headers=headers, text="", json=lambda: said)
