"""Every setting, read from the environment under ``MATRICE_``; the README lists them."""

from pathlib import Path

from pydantic import field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Settings of one process."""

    model_config = SettingsConfigDict(env_prefix="MATRICE_")

    database_url: str = "sqlite:///var/matrice.sqlite3"
    demonstration_url: str = "sqlite:///var/demonstration.sqlite3"
    port: int = 8000
    threads: int = 2  # SQLite gives way at each row, so that more threads only fight for it
    public_url: str = "https://matrice.example"  # base of the ontology's stable addresses
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

    def url(self, *, demonstration: bool) -> str:
        """The address of one of the two databases, which never mix."""
        return self.demonstration_url if demonstration else self.database_url
