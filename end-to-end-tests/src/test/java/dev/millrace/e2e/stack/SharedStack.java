package dev.millrace.e2e.stack;

import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests that leave the stack as they found it one stack in common, with the settings that a user has, and those that
 * ask for it another one {@link WithoutLimits}. They run until the last test is done.
 */
public final class SharedStack implements ParameterResolver {
    /** An account beside the one that owns the streams. */
    public static final String OTHER_ACCOUNT = "222222222222";

    /** What a collector of metrics shows to the stack that has limits. */
    public static final String METRICS_TOKEN = "a-token-of-those-who-collect-metrics";

    private static final Namespace NAMESPACE = Namespace.create(SharedStack.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == StackProcess.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        boolean limits = !parameter.isAnnotated(WithoutLimits.class);
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(limits, key -> start(limits), StackProcess.class);
    }

    private static StackProcess start(boolean limits) {
        return limits
                ? StackProcess.start(
                        "shared", Map.of("MILLRACE_ACCOUNTS", OTHER_ACCOUNT, "MILLRACE_METRICS_TOKEN", METRICS_TOKEN))
                : StackProcess.start("shared-without-limits", Map.of("MILLRACE_LIMITS", "off"));
    }
}
