"""The monitor's web application, put together.

Belongs here: which pages there are, and what is answered where something fails. Serving it belongs to the command.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from pipelines.monitor.access import LOGIN_PATH, Access, LoginRequiredError, require_reviewer, session_secret
from pipelines.monitor.cache import VersionCache
from pipelines.monitor.charts.svg import warm_up
from pipelines.monitor.pages import (
    checks,
    deciding,
    dictionary,
    document,
    document_versions,
    documents,
    figure,
    findings,
    login,
    money,
    overview,
    preferences,
    running,
    runs,
    tables,
)
from pipelines.monitor.published import PublishedWarehouse
from pipelines.monitor.rendering import STATIC_DIR, render, with_parameters
from pipelines.monitor.security import GuardMiddleware
from pipelines.settings import Home
from pipelines.store.figures import FigureNotFoundError
from pipelines.store.versions import NoWarehouseError

_PROBLEMS = {403: "forbidden", 404: "no_page", 405: "no_page", 409: "conflict", 413: "too_much"}
# Level 9 takes three times as long for a page that is a tenth smaller.
_GZIP_LEVEL = 4
_SESSION_SECONDS = 30 * 24 * 3600
# What every address may answer besides its page.
_REFUSALS: dict[int | str, dict[str, Any]] = {
    "4XX": {"description": "Refused; the page says why.", "content": {"text/html": {}, "text/plain": {}}},
    503: {"description": "Nothing is published yet.", "content": {"text/html": {}}},
}
_ROUTERS = (
    overview.router,
    login.router,
    preferences.router,
    documents.router,
    document.router,
    document_versions.router,
    findings.router,
    figure.router,
    deciding.router,
    running.router,
    tables.router,
    checks.router,
    runs.router,
    money.router,
    dictionary.router,
)


class _KeptFiles(StaticFiles):
    """Static files; their addresses change with them."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]  # passed through as they come
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


class _Guarded(FastAPI):
    """An application whose every answer is guarded, that to an error of ours too."""

    def build_middleware_stack(self) -> ASGIApp:
        return GuardMiddleware(super().build_middleware_stack(), self.state.access.hosts)


def create_app(home: Home, access: Access) -> FastAPI:
    """Make the application.

    Args:
        home: the installation whose warehouse is shown.
        access: who may use it.
    """
    warehouse = PublishedWarehouse(home)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        warm_up()
        yield
        warehouse.close()

    app = _Guarded(
        title="Anslag",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
        default_response_class=HTMLResponse,
        responses=_REFUSALS,
        dependencies=[Depends(require_reviewer)],
    )
    app.state.home = home
    app.state.access = access
    app.state.warehouse = warehouse
    app.state.cache = VersionCache()
    app.mount("/static", _KeptFiles(directory=STATIC_DIR))
    for router in _ROUTERS:
        app.include_router(router)
    app.add_exception_handler(LoginRequiredError, _log_in_first)
    app.add_exception_handler(NoWarehouseError, _no_warehouse)
    app.add_exception_handler(FigureNotFoundError, _not_found)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(StarletteHTTPException, _refused)
    app.add_exception_handler(Exception, _failed)
    # The last one added is the first that a request meets.
    app.add_middleware(GZipMiddleware, minimum_size=2_000, compresslevel=_GZIP_LEVEL)
    app.add_middleware(
        SessionMiddleware,
        secret_key=session_secret(home),
        session_cookie="anslag_session",
        same_site="strict",
        max_age=_SESSION_SECONDS,
        https_only=access.is_encrypted,
    )
    return app


def _log_in_first(request: Request, _error: Exception) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    back = f"{request.url.path}{query}" if request.method == "GET" else "/"
    return RedirectResponse(with_parameters(LOGIN_PATH, {}, back=back), 303)


def _no_warehouse(request: Request, error: Exception) -> Response:
    return render(request, "error.html", status_code=503, problem="no_warehouse", detail=str(error))


def _not_found(request: Request, error: Exception) -> Response:
    return render(request, "error.html", status_code=404, problem="no_figure", detail=str(error))


def _not_understood(request: Request, error: Exception) -> Response:
    places = error.errors() if isinstance(error, RequestValidationError) else []
    detail = "\n".join(f"{each['loc'][-1]}: {each['msg']}" for each in places)
    return render(request, "error.html", status_code=400, problem="not_understood", detail=detail)


def _refused(request: Request, error: Exception) -> Response:
    status_code = error.status_code if isinstance(error, HTTPException | StarletteHTTPException) else 500
    problem = {404: "no_page", 403: "forbidden", 405: "no_page", 409: "conflict", 413: "too_much"}.get(
        status_code, "failed"
    )
    return render(request, "error.html", status_code=status_code, problem=problem, detail="")


def _failed(request: Request, _error: Exception) -> Response:
    return render(request, "error.html", status_code=500, problem="failed", detail="")
