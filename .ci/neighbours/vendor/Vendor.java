import com.sun.net.httpserver.HttpServer;
import com.tencentcloudapi.common.CommonClient;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Makes our calls and one with the vendor's cloud SDK on the same class path; neither may break the other. */
public final class Vendor {
  private Vendor() {}

  public static void main(String[] args) throws Exception {
    Calls.main(args);
    byte[] answer = "{\"Response\":{\"RequestId\":\"r\"}}".getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      HttpProfile http = new HttpProfile();
      http.setProtocol(HttpProfile.REQ_HTTP);
      http.setEndpoint("127.0.0.1:" + server.getAddress().getPort());
      ClientProfile profile = new ClientProfile();
      profile.setHttpProfile(http);
      profile.setDebug(true);
      CommonClient cloud =
          new CommonClient("cvm", "2017-03-12", new Credential("id", "key"), "r", profile);
      String seen = cloud.call("DescribeZones", "{}");
      if (!seen.contains("\"RequestId\":\"r\"")) {
        throw new IllegalStateException("the cloud SDK answered " + seen);
      }
    } finally {
      server.stop(0);
    }
  }
}
