package dev.chatcontract.conformance.simulator;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import dev.chatcontract.conformance.simulator.door.NoMappings;
import dev.chatcontract.conformance.simulator.door.SimulatorHttpServerFactory;

/** WireMock, told to keep nothing, to change no answer and to touch no file. */
final class SimulatorServer {
  /**
   * Enough for some hundred answers that are kept waiting by faults, and whoever removes the
   * faults; a bound, so that a flood does not cost memory.
   */
  private static final int HTTP_THREADS = 256;

  private SimulatorServer() {}

  /**
   * The journal would grow without bound; a compressed or chunked answer could not lie about its
   * length; HTTP/2 could not be reset or cut off on the socket.
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
