import okhttp3.OkHttpClient
import org.openapitools.client.apis.InventoryApi
import org.openapitools.client.apis.TelemetryApi
import org.openapitools.client.infrastructure.ClientError
import org.openapitools.client.infrastructure.ClientException
import org.openapitools.client.models.GetFuelRequest
import org.openapitools.client.models.GetStatesRequest
import org.openapitools.client.models.ListRequest
import org.openapitools.client.models.ReadRequest

/** Calls three actions, and a fourth one that is refused. */
fun main(args: Array<String>) {
    val url = args[0]
    val hash = "a6aa75587e5c59c32d347da438505fc3"
    println(InventoryApi(url).trackerRead(ReadRequest(trackerId = 123456, hash = hash)).`value`.label)
    println(InventoryApi(url).trackerList(ListRequest(hash = hash)).list.size > 1)
    println(TelemetryApi(url).trackerGetStates(GetStatesRequest(trackers = listOf(265489), hash = hash)).states.keys)
    val refused = OkHttpClient.Builder()
        .addInterceptor { it.proceed(it.request().newBuilder().header("X-Mock-Error", "208").build()) }
        .build()
    try {
        TelemetryApi(url, refused).trackerGetFuel(GetFuelRequest(trackerId = 888999, hash = hash))
    } catch (e: ClientException) {
        val body = (e.response as ClientError<*>).body.toString()
        println(if ("208" in body) "refused with 208" else body)
    }
    System.exit(0)
}
