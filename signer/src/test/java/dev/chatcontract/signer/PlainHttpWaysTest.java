package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.model.GetGroupAttrRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionException;
import javax.net.SocketFactory;
import okhttp3.Address;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stand-in server also plays each proxy and each machine that is not this one. */
@Timeout(30)
class PlainHttpWaysTest {
  private static final GetGroupAttrRequest REQUEST = GetGroupAttrRequest.of("group");

  /** An address for documentation, which no machine has. */
  private static final byte[] ELSEWHERE = {(byte) 192, 0, 2, 1};

  private StandInServer server;

  /** Every way by which a request to this machine leaves it. */
  private enum Way {
    PROXY_OF_THE_OPTIONS,
    PROXY_OF_THE_OK_HTTP_CLIENT,
    PROXY_SELECTOR,
    NAME_THAT_MEANS_ANOTHER_MACHINE
  }

  @BeforeEach
  void start() throws IOException {
    server = new StandInServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void nothingLeavesTheMachineInPlainHttp(Way way) throws IOException {
    try (ChatClient chat = client(way, elsewhere(3128)).build()) {
      assertThatThrownBy(() -> chat.groups().getGroupAttr(REQUEST))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("would expose the signature on the network; ")
          .hasMessageContaining("192.0.2.1");
      assertThatThrownBy(() -> chat.groups().async().getGroupAttr(REQUEST).join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    assertThat(server.queries()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aHostThatWasAllowedByNameMayLeaveTheMachine(Way way) throws IOException {
    try (ChatClient chat = client(way, elsewhere(3128)).allowPlainHttp("localhost").build()) {
      chat.groups().getGroupAttr(REQUEST);
    }

    assertThat(server.queries()).hasSize(1);
  }

  @Test
  void aProxyOnThisMachineIsUsed() {
    InetSocketAddress proxy =
        InetSocketAddress.createUnresolved("localhost", URI.create(server.baseUrl()).getPort());
    try (ChatClient chat = client(Way.PROXY_OF_THE_OPTIONS, proxy).build()) {
      chat.groups().getGroupAttr(REQUEST);
    }

    assertThat(server.queries()).hasSize(1);
  }

  @Test
  void anInterceptorInAnOrdinaryClientRefusesTheProxyToo() throws IOException {
    ChatCredentials credentials =
        ChatCredentials.of(1400000001, "administrator", Keys.TEXT.toCharArray());
    OkHttpClient client =
        new OkHttpClient.Builder()
            .socketFactory(new ToTheStandIn())
            .proxy(new Proxy(Proxy.Type.HTTP, elsewhere(3128)))
            .addNetworkInterceptor(new SigningInterceptor(UserSigCache.of(credentials)))
            .build();
    Request request = new Request.Builder().url("http://127.0.0.1/v4").build();

    assertThatThrownBy(() -> client.newCall(request).execute())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("plain http to 127.0.0.1 through the proxy 192.0.2.1:3128 ");
    assertThat(server.queries()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1/", "http://localhost/", "http://[::1]/"})
  void aSocksProxyIsJudgedByItsOwnAddress(String url) throws IOException {
    HttpUrl called = HttpUrl.get(url);
    InetSocketAddress here = InetSocketAddress.createUnresolved("localhost", 1080);

    PlainHttpHosts.LOOPBACK.check(called, throughSocks(called, here));
    assertThatThrownBy(
            () -> PlainHttpHosts.LOOPBACK.check(called, throughSocks(called, elsewhere(1080))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(" through the proxy 192.0.2.1:1080 ");
  }

  @Test
  void httpsTakesAnyWay() throws IOException {
    HttpUrl called = HttpUrl.get("https://localhost/");

    PlainHttpHosts.LOOPBACK.check(called, throughSocks(called, elsewhere(1080)));
  }

  private SignedChatClients.Builder client(Way way, InetSocketAddress proxyAddress) {
    Proxy proxy = new Proxy(Proxy.Type.HTTP, proxyAddress);
    OkHttpClient.Builder shared = new OkHttpClient.Builder().socketFactory(new ToTheStandIn());
    switch (way) {
      case PROXY_OF_THE_OPTIONS -> {}
      case PROXY_OF_THE_OK_HTTP_CLIENT -> shared.proxy(proxy);
      case PROXY_SELECTOR -> shared.proxySelector(always(proxy));
      case NAME_THAT_MEANS_ANOTHER_MACHINE ->
          shared.dns(name -> List.of(InetAddress.getByAddress(name, ELSEWHERE)));
    }
    SignedChatClients.Builder builder =
        SignedChatClients.builder()
            .baseUrl("http://localhost:8080")
            .credentials(ChatCredentials.of(1400000001, "administrator", Keys.TEXT.toCharArray()))
            .okHttpClient(shared.build());
    return way == Way.PROXY_OF_THE_OPTIONS ? builder.options(o -> o.proxy(proxy)) : builder;
  }

  private static InetSocketAddress elsewhere(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(ELSEWHERE), port);
  }

  private static Route throughSocks(HttpUrl url, InetSocketAddress proxy) {
    OkHttpClient client = new OkHttpClient();
    Proxy socks = new Proxy(Proxy.Type.SOCKS, proxy);
    Address address =
        new Address(
            url.host(),
            url.port(),
            client.dns(),
            client.socketFactory(),
            null,
            null,
            null,
            client.proxyAuthenticator(),
            socks,
            client.protocols(),
            client.connectionSpecs(),
            client.proxySelector());
    return new Route(address, socks, InetSocketAddress.createUnresolved(url.host(), url.port()));
  }

  private static ProxySelector always(Proxy proxy) {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI uri) {
        return List.of(proxy);
      }

      @Override
      public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        throw new IllegalStateException(failure);
      }
    };
  }

  /** Makes sockets that connect to the stand-in server, whatever the address. */
  private final class ToTheStandIn extends SocketFactory {
    @Override
    public Socket createSocket() {
      return new Socket() {
        @Override
        public void connect(SocketAddress address, int timeout) throws IOException {
          super.connect(
              new InetSocketAddress(
                  InetAddress.getLoopbackAddress(), URI.create(server.baseUrl()).getPort()),
              timeout);
        }
      };
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
      throw new UnsupportedOperationException();
    }
  }
}
