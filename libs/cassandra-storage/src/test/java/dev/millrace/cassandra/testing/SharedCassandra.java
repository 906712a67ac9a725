package dev.millrace.cassandra.testing;

import java.net.InetSocketAddress;

/** The one Cassandra of a test JVM: a child process, or with {@code -Pdocker} a container. */
interface SharedCassandra extends AutoCloseable {
    /** Set by the Maven profile {@code docker}. */
    String PROPERTY = "millrace.test.cassandra";

    static SharedCassandra start() {
        return System.getProperty(PROPERTY, "process").equals("container")
                ? ContainerSharedCassandra.start()
                : EmbeddedSharedCassandra.start();
    }

    InetSocketAddress contactPoint();

    String localDatacenter();
}
