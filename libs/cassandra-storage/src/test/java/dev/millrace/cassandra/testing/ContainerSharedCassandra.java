package dev.millrace.cassandra.testing;

import java.net.InetSocketAddress;
import org.testcontainers.cassandra.CassandraContainer;
import org.testcontainers.utility.DockerImageName;

/** A container of the public image, by Testcontainers. */
final class ContainerSharedCassandra implements SharedCassandra {
    private static final DockerImageName IMAGE = DockerImageName.parse("cassandra:5.0");

    private final CassandraContainer container;

    private ContainerSharedCassandra(CassandraContainer container) {
        this.container = container;
    }

    static ContainerSharedCassandra start() {
        CassandraContainer container = new CassandraContainer(IMAGE);
        container.start();
        return new ContainerSharedCassandra(container);
    }

    @Override
    public InetSocketAddress contactPoint() {
        return container.getContactPoint();
    }

    @Override
    public String localDatacenter() {
        return container.getLocalDatacenter();
    }

    @Override
    public void close() {
        container.stop();
    }
}
