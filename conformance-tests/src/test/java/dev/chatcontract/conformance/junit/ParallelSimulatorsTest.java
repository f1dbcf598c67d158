package dev.chatcontract.conformance.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.conformance.simulator.Simulator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs in parallel with the module's tests, see junit-platform.properties. */
@Execution(ExecutionMode.CONCURRENT)
class ParallelSimulatorsTest {
  private static final CountDownLatch BOTH = new CountDownLatch(2);

  /** Changes the simulated data while the other class is running too. */
  private static void meet(Simulator simulator) throws InterruptedException {
    simulator.world().collection("groups").add("mine", "Public");
    BOTH.countDown();
    assertThat(BOTH.await(60, TimeUnit.SECONDS)).as("the other class runs too").isTrue();
    assertThat(simulator.world().collection("groups").count()).isEqualTo(1);
  }

  @Nested
  @ChatSimulator(emptyWorld = true)
  class One {
    @Test
    void keepsItsWorldWhileAnotherClassRuns(Simulator simulator) throws InterruptedException {
      meet(simulator);
    }
  }

  @Nested
  @ChatSimulator(emptyWorld = true)
  class Other {
    @Test
    void keepsItsWorldWhileAnotherClassRuns(Simulator simulator) throws InterruptedException {
      meet(simulator);
    }
  }

  @Nested
  @ChatSimulator(emptyWorld = true)
  class TestsOfOneClass {
    private static final AtomicInteger INSIDE = new AtomicInteger();

    @RepeatedTest(20)
    void takeTurns(Simulator simulator) {
      assertThat(INSIDE.incrementAndGet()).isEqualTo(1);
      assertThat(simulator.world().collection("groups").count()).isZero();
      simulator.world().collection("groups").add("mine", "Public");
      for (int i = 0; i < 10_000; i++) {
        assertThat(simulator.world().collection("groups").count() == 1)
            .as("nobody else resets it")
            .isTrue();
      }
      INSIDE.decrementAndGet();
    }
  }
}
