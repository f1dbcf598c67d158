package dev.chatcontract.benchmarks.subject;

import com.tencentcloudapi.im.ApiClient;
import com.tencentcloudapi.im.ApiException;
import com.tencentcloudapi.im.api.GroupApi;
import com.tencentcloudapi.im.model.GetGroupInfoRequest;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.OkHttpClient;

/** The vendor's SDK as its own README uses it, on a client that keeps its connections. */
public final class OfficialSdk implements Subject {
  private final GroupApi groups;

  public OfficialSdk(OkHttpClient http, String baseUrl, Credentials credentials) {
    ApiClient client = new ApiClient(http).setBasePath(baseUrl);
    client.setSdkappid(Math.toIntExact(credentials.sdkAppId()));
    client.setIdentifier(credentials.identifier());
    client.setKey(credentials.key());
    this.groups = new GroupApi(client);
  }

  @Override
  public String name() {
    return "official SDK 1.0.8";
  }

  @Override
  public Object call() throws ApiException {
    return groups.getGroupInfo(
        ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE),
        new GetGroupInfoRequest().groupIdList(List.of("@TGS#1NVTZEAE4", "@TGS#1CXTZEAET")));
  }
}
