package dev.chatcontract.conformance.simulator;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import dev.chatcontract.conformance.simulator.door.NoMappings;
import dev.chatcontract.conformance.simulator.door.SimulatorHttpServerFactory;

/** WireMock, configured to keep nothing, to change no answer and to access no files. */
final class SimulatorServer {
  /**
   * Enough for some hundred answers delayed by faults, and for requests that remove those faults;
   * limited, so that a flood does not use up memory.
   */
  private static final int HTTP_THREADS = 256;

  private SimulatorServer() {}

  /**
   * Disables what would break the simulator: the journal would grow without limit, a compressed or
   * chunked answer could not have a wrong length, and HTTP/2 could not be reset or cut off on the
   * socket.
   */
  static WireMockServer of(
      String bindAddress, int port, SimulatedApi api, SimulatorHttpServerFactory http) {
    return new WireMockServer(
        options()
            .bindAddress(bindAddress)
            .port(port)
            .containerThreads(HTTP_THREADS)
            .disableRequestJournal()
            .stubRequestLoggingDisabled(true)
            .gzipDisabled(true)
            .useChunkedTransferEncoding(ChunkedEncodingPolicy.NEVER)
            .http2PlainDisabled(true)
            .http2TlsDisabled(true)
            .jettyStopTimeout(200L)
            .mappingSource(new NoMappings())
            .extensions(api, http));
  }
}
