-- Prints one line of JSON when wrk is done: percentiles in milliseconds, requests a second, failures.
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '{"p50":%.3f,"p95":%.3f,"p99":%.3f,"rate":%.1f,"requests":%d,"failed":%d}\n',
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000,
    summary.requests / (summary.duration / 1e6), summary.requests,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
