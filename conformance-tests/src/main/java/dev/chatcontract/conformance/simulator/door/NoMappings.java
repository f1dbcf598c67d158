package dev.chatcontract.conformance.simulator.door;

import com.github.tomakehurst.wiremock.standalone.MappingsSource;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;
import java.util.List;

/**
 * Keeps WireMock from reading stubs from the working directory, or writing them there, which is its
 * default.
 */
public final class NoMappings implements MappingsSource {
  @Override
  public void loadMappingsInto(StubMappings stubMappings) {}

  @Override
  public void save(List<StubMapping> stubMappings) {}

  @Override
  public void save(StubMapping stubMapping) {}

  @Override
  @SuppressWarnings("removal") // it is still abstract
  public void remove(StubMapping stubMapping) {}

  @Override
  public void removeAll() {}
}
