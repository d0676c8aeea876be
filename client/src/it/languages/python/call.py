"""Calls three actions, and a fourth one that is refused."""
import json
import sys

import openapi_client as api

HASH = "a6aa75587e5c59c32d347da438505fc3"

client = api.ApiClient(api.Configuration(host=sys.argv[1]))
inventory = api.InventoryApi(client)
print(inventory.tracker_read(api.ReadRequest(hash=HASH, tracker_id=123456)).value.label)
print(len(inventory.tracker_list(api.ListRequest(hash=HASH)).list) > 1)
states = api.TelemetryApi(client).tracker_get_states(api.GetStatesRequest(hash=HASH, trackers=[265489]))
print(list(states.states))
client.set_default_header("X-Mock-Error", "208")
try:
    api.TelemetryApi(client).tracker_get_fuel(api.GetFuelRequest(hash=HASH, tracker_id=888999))
except api.ApiException as e:
    print("refused with", json.loads(e.body)["status"]["code"])
