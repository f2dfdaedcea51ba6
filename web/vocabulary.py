"""The fitted vocabulary: what the files say and what was learnt, the same for every request."""

from dataclasses import dataclass
from threading import Lock

from sqlmodel import Session

from data.storage.learnt import alias_revision
from matching.matcher import Matcher
from matching.search import TermSearch
from skills.reference import Reference
from web.flows.vocabulary import learnt_reference


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A matcher and a search that know the same words."""

    revision: int
    matcher: Matcher
    search: TermSearch


class VocabularyKeeper:
    """The vocabulary, fitted again only when what is applied has changed in the database.

    ``files`` is the reference without learnt labels. Another process that approves a label is seen
    at the next ``current``.
    """

    def __init__(self, files: Reference) -> None:
        self.files = files
        self.latest = _fit(files, 0)
        self._lock = Lock()

    def current(self, db: Session) -> Vocabulary:
        """The vocabulary with the labels approved now; not to be asked for between a decision and
        its commit.
        """
        revision = alias_revision(db)
        if revision != self.latest.revision:
            with self._lock:
                if revision != self.latest.revision:
                    self.latest = _fit(learnt_reference(db, self.files), revision)
        return self.latest


def _fit(reference: Reference, revision: int) -> Vocabulary:
    return Vocabulary(revision, Matcher().fit(reference), TermSearch().fit(reference))
