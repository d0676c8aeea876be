# Calls the simulator with the generated client: three actions and a refusal.
require 'json'
require 'uri'
require 'openapi_client'

url = URI(ARGV[0])
OpenapiClient.configure do |config|
  config.scheme = url.scheme
  config.host = "#{url.host}:#{url.port}"
  config.base_path = url.path
  config.server_index = nil
end
hash = 'a6aa75587e5c59c32d347da438505fc3'
inventory = OpenapiClient::InventoryApi.new
telemetry = OpenapiClient::TelemetryApi.new

read = OpenapiClient::ReadRequest.new(session_hash: hash, tracker_id: 123_456)
puts inventory.tracker_read(read).value.label
list = OpenapiClient::ListRequest.new(session_hash: hash)
puts inventory.tracker_list(list_request: list).list.size > 1
states = OpenapiClient::GetStatesRequest.new(session_hash: hash, trackers: [265_489])
puts telemetry.tracker_get_states(get_states_request: states).states.keys.inspect
begin
  telemetry.tracker_get_fuel(OpenapiClient::GetFuelRequest.new(session_hash: hash, tracker_id: 888_999))
rescue OpenapiClient::ApiError => e
  puts "refused with #{JSON.parse(e.response_body)['status']['code']}"
end
