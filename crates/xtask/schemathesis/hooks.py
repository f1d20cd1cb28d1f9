"""What the OpenAPI document cannot say of two requests, or of two parts of one.

Every request has an id of its own: the same id with other content is refused. And the key is the
request's id. So a request that is to be accepted gets a new id, and each gets the key that fits, or
none, unless it is the key that is to be wrong. Otherwise the key would be all that is ever found
wrong.
"""

import re
import uuid

import schemathesis
from schemathesis.core.parameters import ParameterLocation

KEY = "Idempotency-Key"


@schemathesis.hook
def before_call(context, case, kwargs):
    if not isinstance(case.body, dict):
        return
    if not is_wrong(case, ParameterLocation.BODY) and (case.body.get("id") or KEY in headers(case)):
        case.body = {**case.body, "id": str(uuid.uuid4())}
    if KEY in headers(case) and not is_wrong(case, ParameterLocation.HEADER):
        id = case.body.get("id")
        if isinstance(id, str) and re.fullmatch("[0-9a-f-]+", id):
            case.headers[KEY] = f'"{id}"'
        else:
            del case.headers[KEY]


def headers(case):
    return case.headers or {}


def is_wrong(case, location):
    """Whether this part is meant to be refused.

    The coverage phase changes one part at a time. While that is the body, it leaves a wrong key on
    every case, which would be all that the receiver ever looks at.
    """
    part = case.meta and case.meta.components.get(location)
    if not part or part.mode.is_positive:
        return False
    changed = getattr(case.meta.phase.data, "parameter_location", None)
    return changed is None or changed == location
