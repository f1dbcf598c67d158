import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.GroupsAsyncClient;
import dev.chatcontract.client.GroupsClient;
import dev.chatcontract.client.model.GetGroupInfoRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** A web application with only the starter and properties, and with every endpoint exposed. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Starter {
  private static final String KEY =
      "simulator-only-key-0123456789abcdef0123456789abcdef0123456789abcd";

  public static void main(String[] args) throws Exception {
    try (ConfigurableApplicationContext context =
        SpringApplication.run(
            Starter.class,
            "--chat.sdk-app-id=1400000001",
            "--chat.identifier=administrator",
            "--chat.secret-key=" + KEY,
            "--chat.base-url=" + args[0],
            "--chat.health.operation=get_group_info",
            "--chat.health.body={\"GroupIdList\": [\"@TGS#1\"]}",
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--spring.main.banner-mode=off",
            "--logging.level.root=error",
            "--management.endpoints.web.exposure.include=*",
            "--management.endpoint.env.show-values=always",
            "--management.endpoint.configprops.show-values=always",
            "--management.endpoint.health.show-details=always")) {
      GetGroupInfoRequest request = GetGroupInfoRequest.of(List.of("@TGS#1"));
      context.getBean(ChatClient.class).groups().getGroupInfo(request);
      context.getBean(GroupsClient.class).getGroupInfo(request);
      context.getBean(GroupsAsyncClient.class).getGroupInfo(request).join();

      String port = context.getEnvironment().getRequiredProperty("local.server.port");
      want(ask(port, "metrics/chat.calls"), "\"value\":3.0");
      want(ask(port, "health/chat"), "\"status\":\"UP\"");
      want(ask(port, "health/chat"), "get_group_info");
      want(ask(port, "env"), "chat.sdk-app-id");
      want(ask(port, "configprops"), "sdkAppId");
      for (String endpoint : List.of("env", "env/chat.secret-key", "configprops", "beans", "health")) {
        if (ask(port, endpoint).contains(KEY)) {
          throw new IllegalStateException("the key is shown by /actuator/" + endpoint);
        }
      }
    }
  }

  private static String ask(String port, String endpoint) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/" + endpoint);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body();
  }

  private static void want(String seen, String part) {
    if (!seen.contains(part)) {
      throw new IllegalStateException("wanted " + part + " in " + seen);
    }
  }
}
