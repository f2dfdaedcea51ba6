"""What keeping records came to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Saved:
    """How many records an import brought, changed, and found as they were."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Saved") -> "Saved":
        return Saved(
            self.new + other.new, self.changed + other.changed, self.unchanged + other.unchanged
        )
