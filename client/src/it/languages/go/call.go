// Calls three actions, and a fourth one that is refused.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	openapi "github.com/GIT_USER_ID/GIT_REPO_ID"
)

const hash = "a6aa75587e5c59c32d347da438505fc3"

func check(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func main() {
	configuration := openapi.NewConfiguration()
	configuration.Servers = openapi.ServerConfigurations{{URL: os.Args[1]}}
	client := openapi.NewAPIClient(configuration)
	ctx := context.Background()

	read := openapi.NewReadRequest(123456)
	read.SetHash(hash)
	tracker, _, err := client.InventoryAPI.TrackerRead(ctx).ReadRequest(*read).Execute()
	check(err)
	fmt.Println(tracker.Value.Label)

	list := openapi.NewListRequest()
	list.SetHash(hash)
	trackers, _, err := client.InventoryAPI.TrackerList(ctx).ListRequest(*list).Execute()
	check(err)
	fmt.Println(len(trackers.List) > 1)

	ask := openapi.NewGetStatesRequest()
	ask.SetTrackers([]int32{265489})
	ask.SetHash(hash)
	states, _, err := client.TelemetryAPI.TrackerGetStates(ctx).GetStatesRequest(*ask).Execute()
	check(err)
	for id := range states.States {
		fmt.Println(id)
	}

	configuration.AddDefaultHeader("X-Mock-Error", "208")
	fuel := openapi.NewGetFuelRequest(888999)
	fuel.SetHash(hash)
	_, _, err = client.TelemetryAPI.TrackerGetFuel(ctx).GetFuelRequest(*fuel).Execute()
	var refusal openapi.ErrorResponse
	check(json.Unmarshal(err.(*openapi.GenericOpenAPIError).Body(), &refusal))
	fmt.Println("refused with", refusal.Status.Code)
}
