<?php
// Calls three actions, and a fourth one that is refused.
require 'GuzzleHttp/autoload.php';
spl_autoload_register(function (string $class): void {
    $file = __DIR__ . '/generated/lib/' . strtr(substr($class, strlen('OpenAPI\\Client\\')), '\\', '/') . '.php';
    if (str_starts_with($class, 'OpenAPI\\Client\\') && is_file($file)) {
        require $file;
    }
});

use OpenAPI\Client\Api\InventoryApi;
use OpenAPI\Client\Api\TelemetryApi;
use OpenAPI\Client\ApiException;
use OpenAPI\Client\Configuration;
use OpenAPI\Client\Model\GetFuelRequest;
use OpenAPI\Client\Model\GetStatesRequest;
use OpenAPI\Client\Model\ListRequest;
use OpenAPI\Client\Model\ReadRequest;

const HASH = 'a6aa75587e5c59c32d347da438505fc3';
$configuration = (new Configuration())->setHost($argv[1]);
$inventory = new InventoryApi(null, $configuration);
echo $inventory->trackerRead(new ReadRequest(['hash' => HASH, 'tracker_id' => 123456]))->getValue()->getLabel(), "\n";
echo count($inventory->trackerList(new ListRequest(['hash' => HASH]))->getList()) > 1 ? "True\n" : "False\n";
$telemetry = new TelemetryApi(null, $configuration);
$states = $telemetry->trackerGetStates(new GetStatesRequest(['hash' => HASH, 'trackers' => [265489]]));
echo implode(',', array_keys($states->getStates())), "\n";
$refused = new TelemetryApi(new GuzzleHttp\Client(['headers' => ['X-Mock-Error' => '208']]), $configuration);
try {
    $refused->trackerGetFuel(new GetFuelRequest(['hash' => HASH, 'tracker_id' => 888999]));
} catch (ApiException $e) {
    echo 'refused with ', json_decode((string) $e->getResponseBody())->status->code, "\n";
}
