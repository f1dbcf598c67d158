package dev.chatcontract.conformance.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.conformance.simulator.Simulator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SimulatorExtensionTest {
  @Nested
  @ChatSimulator(emptyWorld = true)
  class Annotated {
    @Test
    void startsEmptyAndIsResetBeforeThisTest(Simulator simulator) {
      assertThat(simulator.world().groupCount()).isZero();
      simulator.world().addGroup("left behind", "Public");
    }

    @Test
    void startsEmptyAndIsResetBeforeThatTest(Simulator simulator) {
      assertThat(simulator.world().groupCount()).isZero();
      simulator.world().addGroup("left behind", "Public");
    }
  }

  @Nested
  class Registered {
    @RegisterExtension
    static final SimulatorExtension CHAT = SimulatorExtension.of(Simulator.builder().requestLog(0));

    private final Simulator injected;

    Registered(Simulator simulator) {
      this.injected = simulator;
    }

    @Test
    void isTheSameForConstructorAndMethod(Simulator simulator) {
      assertThat(simulator).isSameAs(injected);
      assertThat(simulator.world().groupCount()).isPositive();
    }
  }
}
