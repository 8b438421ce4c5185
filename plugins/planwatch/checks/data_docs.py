"""Data Docs that need no network: Great Expectations' own pages fetch styles and scripts, and are empty without them.

Its renderers stay; their pages are laid out by the templates of include/data_docs, which stand before its own.
"""

from pathlib import Path
from typing import Any

from great_expectations.render.view import DefaultJinjaIndexPageView, DefaultJinjaPageView
from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from planwatch import paths
from planwatch.messages import load_messages


class OfflinePageView(DefaultJinjaPageView):
    """The page of a suite or of a result."""

    def __init__(self, **directories: Any):
        super().__init__(**directories)
        _prefer_ours(self.env)


class OfflineIndexPageView(DefaultJinjaIndexPageView):
    """The index of a site."""

    _template = OfflinePageView._template

    def __init__(self, **directories: Any):
        super().__init__(**directories)
        _prefer_ours(self.env)


def site(folder: Path) -> dict[str, Any]:
    """The settings of a Data Docs site in this folder, for a Great Expectations context."""
    page = {"view": {"module_name": __name__, "class_name": OfflinePageView.__name__}}
    index = {"view": {"module_name": __name__, "class_name": OfflineIndexPageView.__name__}}
    return {
        "class_name": "SiteBuilder",
        "show_how_to_buttons": False,
        "store_backend": {
            "class_name": "TupleFilesystemStoreBackend",
            "base_directory": str(folder),
            "suppress_store_backend_id": True,
        },
        "site_section_builders": {"expectations": page, "validations": page},
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder", **index},
    }


def _prefer_ours(environment: Environment) -> None:
    loaders = [FileSystemLoader(paths.DATA_DOCS_PAGES)] + ([environment.loader] if environment.loader else [])
    environment.loader = ChoiceLoader(loaders)
    environment.globals["say"] = load_messages("zh").say
    environment.globals["say_english"] = load_messages("en").say
