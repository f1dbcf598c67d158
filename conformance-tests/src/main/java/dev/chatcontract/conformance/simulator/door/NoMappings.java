package dev.chatcontract.conformance.simulator.door;

import com.github.tomakehurst.wiremock.standalone.MappingsSource;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;
import java.util.List;

/**
 * WireMock reads stubs from, and writes them to, the working directory unless told of another
 * place.
 */
public final class NoMappings implements MappingsSource {
  @Override
  public void loadMappingsInto(StubMappings stubMappings) {}

  @Override
  public void save(List<StubMapping> stubMappings) {}

  @Override
  public void save(StubMapping stubMapping) {}

  @Override
  @SuppressWarnings("removal") // abstract still
  public void remove(StubMapping stubMapping) {}

  @Override
  public void removeAll() {}
}
