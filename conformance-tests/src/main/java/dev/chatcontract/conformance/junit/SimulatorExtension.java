package dev.chatcontract.conformance.junit;

import dev.chatcontract.conformance.simulator.Simulator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Provides a simulator for tests: through {@link ChatSimulator}, or registered in a static field
 * with other settings.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SimulatorExtension CHAT = SimulatorExtension.of(Simulator.builder().rateLimits(true));
 * }</pre>
 *
 * <p>Classes may run at the same time, since each has its own simulator. Tests of one class share a
 * simulator and run one after the other.
 */
public final class SimulatorExtension
    implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SimulatorExtension.class);

  /** The simulators of annotated classes whose tests are running, for {@link #simulatorOf}. */
  private static final Map<Class<?>, Kept> RUNNING = new ConcurrentHashMap<>();

  private final Simulator.@Nullable Builder builder;
  private volatile @Nullable Kept registered;

  /** Creates the extension for {@link ChatSimulator}, which contains the settings. */
  public SimulatorExtension() {
    this.builder = null;
  }

  private SimulatorExtension(Simulator.Builder builder) {
    this.builder = builder;
  }

  /** Returns an extension whose simulator is built with this builder. */
  public static SimulatorExtension of(Simulator.Builder builder) {
    return new SimulatorExtension(builder);
  }

  /**
   * Returns the simulator of a test class that is running, for code that gets no parameter from
   * JUnit:
   *
   * <pre>{@code
   * @DynamicPropertySource
   * static void chat(DynamicPropertyRegistry properties) {
   *   properties.add("chat.base-url", () -> SimulatorExtension.simulatorOf(OrderTest.class).baseUrl());
   * }
   * }</pre>
   *
   * @param testClass a class annotated with {@link ChatSimulator}, or nested in such a class
   * @throws ExtensionConfigurationException if the class has no simulator or is not running
   */
  public static Simulator simulatorOf(Class<?> testClass) {
    for (Class<?> owner = testClass; owner != null; owner = owner.getEnclosingClass()) {
      if (isAnnotated(owner)) {
        return running(owner).simulator;
      }
    }
    throw new ExtensionConfigurationException(
        testClass.getName() + " has no simulator: annotate it with @ChatSimulator");
  }

  /** Returns the simulator of the class itself, or of the only running class that extends it. */
  private static Kept running(Class<?> owner) {
    Kept own = RUNNING.get(owner);
    if (own != null) {
      return own;
    }
    List<Class<?>> heirs = RUNNING.keySet().stream().filter(owner::isAssignableFrom).toList();
    Kept only = heirs.size() == 1 ? RUNNING.get(heirs.get(0)) : null;
    if (only == null) {
      throw new ExtensionConfigurationException(
          owner.getName()
              + (heirs.size() > 1
                  ? " is extended by several classes that run now: ask for one of them"
                  : " has no simulator now: JUnit starts it before the first test"));
    }
    return only;
  }

  /**
   * Returns the simulator of an extension in a static field, for code that gets no parameter from
   * JUnit.
   *
   * @throws ExtensionConfigurationException if no test of its class is running
   */
  public Simulator simulator() {
    Kept kept = registered;
    if (kept == null) {
      throw new ExtensionConfigurationException(
          "there is no simulator now: JUnit starts it before the first test");
    }
    return kept.simulator;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    kept(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Kept kept = kept(context);
    context.getStore(NAMESPACE).put(kept, kept.turns.take());
    kept.simulator.reset();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Simulator.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return kept(context).simulator;
  }

  /**
   * Returns the simulator of the nearest class that declares one; JUnit closes it together with the
   * class's store.
   */
  private Kept kept(ExtensionContext context) {
    ExtensionContext owner = owner(context);
    Class<?> testClass = owner.getRequiredTestClass();
    // A nested class searches the outer stores, and one extension serves all annotated classes.
    Object key = builder == null ? testClass : this;
    return owner
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(key, unused -> start(testClass), Kept.class);
  }

  private ExtensionContext owner(ExtensionContext context) {
    ExtensionContext outermost = context;
    for (Optional<ExtensionContext> next = Optional.of(context);
        next.isPresent() && next.get().getTestClass().isPresent();
        next = next.get().getParent()) {
      outermost = next.get();
      boolean isClass = outermost.getElement().filter(Class.class::isInstance).isPresent();
      if (builder == null && isClass && isAnnotated(outermost.getRequiredTestClass())) {
        return outermost;
      }
    }
    // A field has one simulator for its class and all classes nested in it.
    return outermost;
  }

  private static boolean isAnnotated(Class<?> testClass) {
    return AnnotationSupport.isAnnotated(testClass, ChatSimulator.class);
  }

  private Kept start(Class<?> owner) {
    Simulator.Builder own = builder;
    if (own != null) {
      Kept kept = new Kept(own.start(), () -> registered = null);
      registered = kept;
      return kept;
    }
    Kept kept = new Kept(annotated(owner).start(), () -> RUNNING.remove(owner));
    RUNNING.put(owner, kept);
    return kept;
  }

  private static Simulator.Builder annotated(Class<?> testClass) {
    Simulator.Builder annotated = Simulator.builder();
    AnnotationSupport.findAnnotation(testClass, ChatSimulator.class)
        .ifPresent(
            settings -> {
              annotated
                  .rateLimits(settings.rateLimits())
                  .documentedAnswers(settings.documentedAnswers());
              if (settings.emptyWorld()) {
                annotated.emptyWorld();
              }
            });
    return annotated;
  }

  /** JUnit before 5.13 closes only stored objects of this type. */
  @SuppressWarnings("deprecation")
  private static final class Kept
      implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    final Simulator simulator;
    final Turns turns = new Turns();
    private final Runnable forget;

    Kept(Simulator simulator, Runnable forget) {
      this.simulator = simulator;
      this.forget = forget;
    }

    @Override
    public void close() {
      forget.run();
      simulator.close();
    }
  }
}
