"""The import contract of a pure room: the standard library, the packages named, nothing else."""

import sys

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class OnlyContract(Contract):
    """Options, from pyproject.toml.

    source : the room, a root package.
    packages : top-level packages it may import besides the standard library and itself.
    without_stdlib : modules of the standard library it may not import all the same.

    import-linter's own `forbidden` names what may not come in, one package at a time: the next
    dependency of the project would be allowed until someone thought of adding it.
    """

    type_name = "only"

    source = fields.StringField()
    packages = fields.SetField(subfield=fields.StringField())
    without_stdlib = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002
        stdlib = sys.stdlib_module_names - (self.without_stdlib or set())
        allowed = {self.source, *self.packages, *stdlib}
        broken = [
            (importer, details["line_number"], imported)
            for importer in sorted({self.source, *graph.find_descendants(self.source)})
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if imported.partition(".")[0] not in allowed
            for details in graph.get_import_details(importer=importer, imported=imported)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, line, imported in check.metadata["broken"]:
            output.print_error(f"{importer} (line {line}) imports {imported}", bold=False)
            output.new_line()
