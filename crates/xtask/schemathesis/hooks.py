"""What the OpenAPI document cannot say of two requests, or of two parts of one.

Every request has an id of its own, and the same id with other content is refused. And the key is the
request's id. So each request that is to be accepted gets a new id, and a key that fits.
"""

import uuid

import schemathesis
from schemathesis.core.parameters import ParameterLocation


@schemathesis.hook
def before_call(context, case, kwargs):
    parts = case.meta.components if case.meta else {}
    if not isinstance(case.body, dict) or is_wrong(parts, ParameterLocation.BODY):
        return
    is_form = case.media_type != "application/json"
    id = str(uuid.uuid4())
    if not is_form or case.body.get("id") or has_key(case):
        case.body = {**case.body, "id": id}
    if has_key(case) and not is_wrong(parts, ParameterLocation.HEADER):
        case.headers["Idempotency-Key"] = f'"{id}"'


def is_wrong(parts, location):
    part = parts.get(location)
    return part is not None and part.mode.is_negative


def has_key(case):
    return "Idempotency-Key" in (case.headers or {})
