package dev.millrace.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.ssl.SslEngineFactory;
import com.datastax.oss.driver.internal.core.metadata.DefaultEndPoint;
import dev.millrace.cassandra.CassandraSessions;
import dev.millrace.cassandra.CassandraSettings;
import dev.millrace.cassandra.testing.CassandraTest;
import dev.millrace.tls.PemFiles;
import io.netty.handler.ssl.SslHandler;
import io.netty.pkitesting.CertificateBuilder;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.netty.tcp.TcpClient;

@CassandraTest
class StorageTlsIT {
    private static final UnaryOperator<CertificateBuilder> LOOPBACK = node -> node.addSanIpAddress("127.0.0.1");

    private final InetSocketAddress cassandra;
    private final CassandraSettings plain;

    @TempDir
    private Path folder;

    private Path node;
    private Path service;
    private TestAuthority authority;

    StorageTlsIT(CassandraSettings settings) {
        plain = settings;
        cassandra = settings.contactPoints().get(0);
    }

    @BeforeEach
    void issue() throws Exception {
        node = folder.resolve("node");
        service = folder.resolve("service");
        authority = TestAuthority.make();
        authority.issue(node, "node", LOOPBACK);
        authority.issue(service, "shard-service");
    }

    private static StorageTls tls(Path folder, boolean verifyHost) {
        return StorageTls.with(TestAuthority.authoritiesIn(folder), verifyHost, Optional.empty());
    }

    private TlsFront front() throws Exception {
        return TlsFront.before(cassandra, TestAuthority.filesIn(node), Optional.empty());
    }

    private CassandraSettings through(TlsFront front, StorageTls tls) {
        return new CassandraSettings(
                List.of(front.address()),
                plain.localDatacenter(),
                plain.keyspace(),
                plain.replication(),
                plain.credentials(),
                tls.engines());
    }

    /** Whether both sides agree on a connection. */
    private static boolean connects(StorageTls tls, TlsFront to) throws Exception {
        SslEngineFactory engines = tls.engines().orElseThrow();
        SslHandler handshake = new SslHandler(engines.newSslEngine(new DefaultEndPoint(to.address())));
        var connection = TcpClient.create()
                .remoteAddress(to::address)
                .doOnChannelInit(
                        (observer, channel, address) -> channel.pipeline().addFirst(handshake))
                .connectNow();
        try {
            var done = handshake.handshakeFuture();
            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
            return done.isSuccess();
        } finally {
            connection.disposeNow();
        }
    }

    @Test
    void aSessionGoesThroughTlsAndShowsItsOwnCertificate() throws Exception {
        PemFiles own = TestAuthority.filesIn(service);
        try (StorageTls tls = StorageTls.with(TestAuthority.authoritiesIn(service), true, Optional.of(own));
                TlsFront front = TlsFront.before(
                        cassandra, TestAuthority.filesIn(node), Optional.of(TestAuthority.authoritiesIn(node)));
                CqlSession session = CassandraSessions.open(through(front, tls))) {
            session.execute("CREATE TABLE greeting (id int PRIMARY KEY, text text)");
            session.execute("INSERT INTO greeting (id, text) VALUES (1, 'hello')");

            assertThat(session.execute("SELECT text FROM greeting").one().getString(0))
                    .isEqualTo("hello");
        }
    }

    @Test
    void aNodeWhoseCertificateAnotherAuthoritySignedIsRefused() throws Exception {
        TestAuthority.make().believeIn(service);
        try (TlsFront front = front();
                StorageTls tls = tls(service, false)) {
            assertThat(connects(tls, front)).isFalse();
        }
    }

    @Test
    void aNodeMustBearTheAddressThatItIsReachedAtUnlessItDoesNotMatter() throws Exception {
        authority.issue(node, "node", certificate -> certificate.addSanDnsName("elsewhere.example"));
        try (TlsFront front = front();
                StorageTls strict = tls(service, true);
                StorageTls lenient = tls(service, false)) {
            assertThat(connects(strict, front)).isFalse();
            assertThat(connects(lenient, front)).isTrue();
        }
    }

    @Test
    void authoritiesThatAreReplacedAreTakenUpByTheNextConnection() throws Exception {
        try (TlsFront front = front();
                StorageTls tls = tls(service, true)) {
            assertThat(connects(tls, front)).isTrue();
            TestAuthority.make().believeIn(service);
            tls.reload();
            assertThat(connects(tls, front)).isFalse();
            authority.believeIn(service);
            tls.reload();
            assertThat(connects(tls, front)).isTrue();
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        Path file = folder.resolve("some.pem");
        assertThat(new StorageTlsSettings(false, null, true, file, null).open().engines())
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StorageTlsSettings(true, Path.of(""), true, null, null).open())
                .withMessageContaining("MILLRACE_CASSANDRA_TLS_AUTHORITIES");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StorageTlsSettings(true, file, true, file, null).open())
                .withMessageContaining("MILLRACE_CASSANDRA_TLS_PRIVATE_KEY");
    }
}
