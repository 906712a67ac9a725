package dev.millrace.cassandra.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the test class a keyspace of its own in a Cassandra that all test classes of the module share. Constructors and
 * methods may take a {@code CqlSession} of that keyspace and its {@code CassandraSettings}. A Cassandra that does not
 * start fails the test; nothing is skipped.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(CassandraExtension.class)
public @interface CassandraTest {}
