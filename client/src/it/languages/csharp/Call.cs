// Calls three actions, and a fourth one that is refused.
using System;
using System.Collections.Generic;
using Org.OpenAPITools.Api;
using Org.OpenAPITools.Client;
using Org.OpenAPITools.Model;

public static class Call
{
    const string Hash = "a6aa75587e5c59c32d347da438505fc3";

    public static void Main(string[] args)
    {
        var inventory = new InventoryApi(args[0]);
        Console.WriteLine(inventory.TrackerRead(new ReadRequest(hash: Hash, trackerId: 123456)).Value.Label);
        Console.WriteLine(inventory.TrackerList(new ListRequest(hash: Hash)).List.Count > 1);
        var telemetry = new TelemetryApi(args[0]);
        var ask = new GetStatesRequest(hash: Hash, trackers: new List<int> { 265489 });
        foreach (var id in telemetry.TrackerGetStates(ask).States.Keys)
        {
            Console.WriteLine(id);
        }
        var refused = new TelemetryApi(
            new Configuration { BasePath = args[0], DefaultHeaders = { { "X-Mock-Error", "208" } } });
        try
        {
            refused.TrackerGetFuel(new GetFuelRequest(hash: Hash, trackerId: 888999));
        }
        catch (ApiException e)
        {
            Console.WriteLine(e.ErrorContent.ToString().Contains("208") ? "refused with 208" : e.Message);
        }
    }
}
