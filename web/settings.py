"""Every setting, read from the environment under ``MATRICE_``; the README lists them."""

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from data.clients.addresses import ALTERNANCE, FRANCETRAVAIL, FRANCETRAVAIL_SIGN_IN
from data.readers import REFERENCE_FOLDER
from skills.errors import Invalid

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Settings of one process."""

    model_config = SettingsConfigDict(env_prefix="MATRICE_")

    database_url: str = "sqlite:///var/matrice.sqlite3"
    demonstration_url: str = "sqlite:///var/demonstration.sqlite3"
    port: int = Field(8000, ge=1, le=65535)
    threads: int = Field(
        2, ge=1, le=64
    )  # SQLite gives way at each row, so that more threads only fight for it
    sign_in_idle_minutes: int = Field(30, ge=1, le=720)
    sign_in_hours: int = Field(12, ge=1, le=72)
    journal_days: int = Field(365, ge=30, le=1100)  # six months to a year is what the CNIL advises
    tries_a_minute: int = Field(
        30, ge=1, le=100_000
    )  # of signing in and of secret links, an address
    trusted_proxies: str = (
        ""  # addresses of proxies, separated by spaces; none is trusted by default
    )
    smtp_host: str = ""  # empty: nothing is sent, letters are kept to be read
    smtp_port: int = Field(587, ge=1, le=65535)
    smtp_tls: bool = True  # STARTTLS, with the server's certificate checked
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_from: str = "matrice@localhost"
    publisher: str = ""  # who answers for this installation, shown on the legal pages
    publisher_address: str = ""
    contact: str = ""
    hosting: str = ""
    alternance_key: SecretStr = SecretStr("")  # of API Alternance; empty: it is never asked
    alternance_url: str = ALTERNANCE
    francetravail_id: str = ""  # of France Travail's job offers; empty: they are never asked for
    francetravail_secret: SecretStr = SecretStr("")
    francetravail_url: str = FRANCETRAVAIL
    francetravail_sign_in_url: str = FRANCETRAVAIL_SIGN_IN
    search_km: int = Field(100, ge=1, le=200)  # around the middle of the territory
    fetched_folder: Path = PROJECT / "var" / "fetched"  # pages of services, for some hours
    public_url: str = "https://matrice.example"  # base of the ontology's stable addresses
    reference: str = ""  # folder of another territory's reference files; empty: ours
    shared: Path = Path(
        "../shared"
    )  # public tables and samples that some checks and tests compare with

    @field_validator("database_url", "demonstration_url")
    @classmethod
    def _from_project_folder(cls, url: str) -> str:
        """A relative SQLite path starts at the project's folder, wherever the command was typed."""
        name = url.removeprefix("sqlite:///")
        if name == url or name.startswith("/") or name in ("", ":memory:"):
            return url
        return f"sqlite:///{PROJECT / name}"

    @property
    def reference_folder(self) -> Path:
        """The folder of the reference files."""
        return Path(self.reference).expanduser() if self.reference else REFERENCE_FOLDER

    def url(self, *, demonstration: bool) -> str:
        """The address of one of the two databases, which never mix."""
        return self.demonstration_url if demonstration else self.database_url


def read_settings() -> Settings:
    """The settings of the environment; ``Invalid`` names the first that is not as expected."""
    try:
        return Settings()
    except ValidationError as error:
        problem = error.errors()[0]
        name = f"MATRICE_{str(problem['loc'][0]).upper()}"
        raise Invalid(name, problem["input"], "setting") from None
