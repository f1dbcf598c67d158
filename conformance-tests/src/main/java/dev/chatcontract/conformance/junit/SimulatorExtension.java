package dev.chatcontract.conformance.junit;

import dev.chatcontract.conformance.simulator.Simulator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives tests a simulator: through {@link ChatSimulator}, or registered in a static field with
 * settings of its own.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SimulatorExtension CHAT = SimulatorExtension.of(Simulator.builder().rateLimits(true));
 * }</pre>
 */
public final class SimulatorExtension implements BeforeEachCallback, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SimulatorExtension.class);

  private final Simulator.@Nullable Builder builder;

  /** For {@link ChatSimulator}, which says what the simulator is to be. */
  public SimulatorExtension() {
    this.builder = null;
  }

  private SimulatorExtension(Simulator.Builder builder) {
    this.builder = builder;
  }

  /** An extension whose simulator is made as the builder says. */
  public static SimulatorExtension of(Simulator.Builder builder) {
    return new SimulatorExtension(builder);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    simulator(context).reset();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Simulator.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return simulator(context);
  }

  /**
   * One for the outermost class that asks for it, closed by JUnit together with the class's store.
   */
  private Simulator simulator(ExtensionContext context) {
    ExtensionContext owner = context;
    for (Optional<ExtensionContext> parent = context.getParent();
        parent.isPresent() && asks(parent.get());
        parent = parent.get().getParent()) {
      owner = parent.get();
    }
    Class<?> testClass = owner.getRequiredTestClass();
    return owner
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(this, unused -> new Kept(start(testClass)), Kept.class)
        .simulator();
  }

  /** JUnit before 5.13 closes nothing else that it keeps. */
  @SuppressWarnings("deprecation")
  private record Kept(Simulator simulator) implements ExtensionContext.Store.CloseableResource {
    @Override
    public void close() {
      simulator.close();
    }
  }

  private boolean asks(ExtensionContext context) {
    return context
        .getTestClass()
        .filter(
            testClass ->
                builder != null || AnnotationSupport.isAnnotated(testClass, ChatSimulator.class))
        .isPresent();
  }

  private Simulator start(Class<?> testClass) {
    if (builder != null) {
      return builder.start();
    }
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
    return annotated.start();
  }
}
