package dev.chatcontract.spring;

import dev.chatcontract.client.ChatClient;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers beans for the contract's groups of operations, such as {@code GroupsClient} and {@code
 * GroupsAsyncClient}, unless the application defines them.
 */
final class OperationClientBeans implements ImportBeanDefinitionRegistrar {
  private static final String ASYNC = "async";

  @Override
  public void registerBeanDefinitions(
      AnnotationMetadata importing, BeanDefinitionRegistry registry) {
    if (!(registry instanceof ConfigurableListableBeanFactory beans)) {
      return;
    }
    String client = client(beans);
    if (client == null) {
      return; // it would be unclear to which client they belong
    }
    for (Method group : ChatClient.class.getMethods()) {
      Class<?> blocking = group.getReturnType();
      if (group.getParameterCount() > 0
          || Modifier.isStatic(group.getModifiers())
          || !blocking.isInterface()) {
        continue;
      }
      String name = register(registry, beans, blocking, client, group.getName());
      Class<?> async = asyncForm(blocking);
      if (name != null && async != null) {
        register(registry, beans, async, name, ASYNC);
      }
    }
  }

  /** Returns the name of the application's only client, or of its primary one. */
  private static @Nullable String client(ConfigurableListableBeanFactory beans) {
    List<String> clients = List.of(names(beans, ChatClient.class));
    if (clients.size() > 1) {
      clients =
          clients.stream()
              .filter(beans::containsBeanDefinition)
              .filter(name -> beans.getMergedBeanDefinition(name).isPrimary())
              .toList();
    }
    return clients.size() == 1 ? clients.get(0) : null;
  }

  /** Registers what the factory's method returns; null if the application has beans of the type. */
  private static @Nullable String register(
      BeanDefinitionRegistry registry,
      ConfigurableListableBeanFactory beans,
      Class<?> type,
      String factory,
      String method) {
    if (names(beans, type).length > 0) {
      return null;
    }
    RootBeanDefinition definition = new RootBeanDefinition(type);
    definition.setFactoryBeanName(factory);
    definition.setFactoryMethodName(method);
    String name =
        Character.toLowerCase(type.getSimpleName().charAt(0)) + type.getSimpleName().substring(1);
    registry.registerBeanDefinition(name, definition);
    return name;
  }

  private static String[] names(ConfigurableListableBeanFactory beans, Class<?> type) {
    return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, type, true, false);
  }

  private static @Nullable Class<?> asyncForm(Class<?> blocking) {
    try {
      return blocking.getMethod(ASYNC).getReturnType();
    } catch (NoSuchMethodException e) {
      return null;
    }
  }
}
