package dev.millrace.cassandra.testing;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.CassandraSettings;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** See {@link CassandraTest}. */
public final class CassandraExtension implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(CassandraExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        keyspace(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == CqlSession.class || type == CassandraSettings.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestKeyspace keyspace = keyspace(context);
        return parameter.getParameter().getType() == CqlSession.class ? keyspace.session() : keyspace.settings();
    }

    /** Stores close their values, innermost first: the session with its class, Cassandra after the last test. */
    private static TestKeyspace keyspace(ExtensionContext context) {
        SharedCassandra cassandra = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(SharedCassandra.class, key -> SharedCassandra.start(), SharedCassandra.class);
        Class<?> testClass = context.getRequiredTestClass();
        Store store = context.getStore(NAMESPACE);
        return store.computeIfAbsent(testClass, key -> TestKeyspace.create(cassandra, testClass), TestKeyspace.class);
    }
}
