package consumer;

import org.openapitools.client.ApiException;
import org.openapitools.client.api.InventoryApi;
import org.openapitools.client.model.ReadRequest;

/** Compiles against what was generated. */
final class Program {
  String label(int id, String hash) throws ApiException {
    return new InventoryApi()
        .trackerRead(new ReadRequest().hash(hash).trackerId(id))
        .getValue()
        .getLabel();
  }
}
