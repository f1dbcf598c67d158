package dev.chatcontract.benchmarks.subject;

import io.github.doocs.im.ImClient;
import io.github.doocs.im.core.Group;
import io.github.doocs.im.model.request.GetGroupInfoRequest;
import io.github.doocs.im.model.response.GetGroupInfoResult;
import io.github.doocs.im.util.HttpUtil;
import java.io.IOException;
import java.util.List;

/**
 * The community SDK. Its base URL is always https; the call uses the same two public steps as its
 * own method, with scheme and host replaced in between.
 */
public final class CommunitySdk implements Subject {
  private final String baseUrl;
  private final ImClient client;

  public CommunitySdk(String baseUrl, Credentials credentials) {
    this.baseUrl = baseUrl;
    this.client = new ImClient(credentials.sdkAppId(), credentials.identifier(), credentials.key());
  }

  @Override
  public String name() {
    return "community SDK 0.3.43";
  }

  @Override
  public Object call() throws IOException {
    String url = client.getUrl(Group.SERVICE_NAME, Group.GET_GROUP_INFO_COMMAND);
    return HttpUtil.post(
        baseUrl + url.substring(url.indexOf('/', "https://".length())),
        new GetGroupInfoRequest(List.of("@TGS#1NVTZEAE4", "@TGS#1CXTZEAET")),
        GetGroupInfoResult.class,
        client.getConfig());
  }
}
