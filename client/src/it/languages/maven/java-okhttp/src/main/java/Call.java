import org.openapitools.client.ApiException;
import org.openapitools.client.ApiClient;
import org.openapitools.client.api.InventoryApi;
import org.openapitools.client.api.TelemetryApi;
import org.openapitools.client.model.GetFuelRequest;
import org.openapitools.client.model.GetStatesRequest;
import org.openapitools.client.model.ListRequest;
import org.openapitools.client.model.ReadRequest;

/** Calls three actions, and a fourth one that is refused. */
public class Call {
  static final String HASH = "a6aa75587e5c59c32d347da438505fc3";

  public static void main(String[] args) throws Exception {
    ApiClient client = new ApiClient().setBasePath(args[0]);
    InventoryApi inventory = new InventoryApi(client);
    TelemetryApi telemetry = new TelemetryApi(client);
    System.out.println(
        inventory.trackerRead(new ReadRequest().hash(HASH).trackerId(123456)).getValue().getLabel());
    System.out.println(inventory.trackerList(new ListRequest().hash(HASH)).getList().size() > 1);
    System.out.println(
        telemetry
            .trackerGetStates(new GetStatesRequest().hash(HASH).addTrackersItem(265489))
            .getStates()
            .keySet());
    ApiClient refused = new ApiClient().setBasePath(args[0]).addDefaultHeader("X-Mock-Error", "208");
    try {
      new TelemetryApi(refused).trackerGetFuel(new GetFuelRequest().hash(HASH).trackerId(888999));
    } catch (ApiException e) {
      System.out.println(e.getResponseBody().contains("208") ? "refused with 208" : e);
    }
  }
}
