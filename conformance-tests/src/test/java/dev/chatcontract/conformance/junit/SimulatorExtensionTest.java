package dev.chatcontract.conformance.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatcontract.conformance.simulator.Simulator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;

class SimulatorExtensionTest {
  @Nested
  @ChatSimulator(emptyWorld = true)
  class Annotated {
    @Test
    void startsEmptyAndIsResetBeforeThisTest(Simulator simulator) {
      assertThat(simulator.world().collection("groups").count()).isZero();
      simulator.world().collection("groups").add("left behind", "Public");
    }

    @Test
    void startsEmptyAndIsResetBeforeThatTest(Simulator simulator) {
      assertThat(simulator.world().collection("groups").count()).isZero();
      simulator.world().collection("groups").add("left behind", "Public");
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
      assertThat(simulator).isSameAs(injected).isSameAs(CHAT.simulator());
      assertThat(simulator.world().collection("groups").count()).isPositive();
    }
  }

  @Nested
  @ChatSimulator
  class Outer {
    private final Simulator ofConstructor;

    Outer(Simulator simulator) {
      this.ofConstructor = simulator;
    }

    @Test
    void startsWithTheGroupsOfTheSamples(Simulator simulator) {
      assertThat(simulator.world().collection("groups").count()).isPositive();
      assertThat(SimulatorExtension.simulatorOf(Outer.class)).isSameAs(simulator);
      assertThat(ofConstructor).isSameAs(simulator);
    }

    @Nested
    class Plain {
      @Test
      void sharesTheSimulatorAroundIt(Simulator simulator) {
        assertThat(simulator).isSameAs(SimulatorExtension.simulatorOf(Outer.class));
        assertThat(SimulatorExtension.simulatorOf(Plain.class)).isSameAs(simulator);
      }
    }

    @Nested
    @ChatSimulator(emptyWorld = true)
    class WithSettings {
      @Test
      void hasItsOwnSimulatorWithItsSettings(Simulator simulator) {
        assertThat(simulator.world().collection("groups").count()).isZero();
        assertThat(SimulatorExtension.simulatorOf(WithSettings.class)).isSameAs(simulator);
        assertThat(SimulatorExtension.simulatorOf(Outer.class)).isNotSameAs(simulator);
      }

      @Nested
      class Within {
        @Test
        void sharesTheSimulatorOfTheOuterClass(Simulator simulator) {
          assertThat(simulator).isSameAs(SimulatorExtension.simulatorOf(WithSettings.class));
        }
      }
    }
  }

  @Test
  void aClassWithoutASimulatorFailsWithAnError() {
    assertThatThrownBy(() -> SimulatorExtension.simulatorOf(SimulatorExtensionTest.class))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessageContaining("@ChatSimulator");
    assertThatThrownBy(() -> SimulatorExtension.simulatorOf(NotRun.class))
        .hasMessageContaining("NotRun has no simulator now");
    assertThatThrownBy(() -> SimulatorExtension.of(Simulator.builder()).simulator())
        .hasMessageContaining("no simulator now");
  }

  @ChatSimulator
  static final class NotRun {}
}
