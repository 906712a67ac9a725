package dev.millrace.gateway.front.listener;

import dev.millrace.gateway.front.transfer.BudgetMeters;
import dev.millrace.gateway.settings.GatewaySettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.HttpHandler;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** Opens the ports. What is not of the other faces is of the AWS face, whatever its path. */
@Configuration(proxyBeanMethods = false)
public class ListenerConfiguration {
    /** The bean that answers requests of the AWS face. */
    private static final String AWS = "awsEndpoint";

    @Bean
    ServerBounds serverBounds(GatewaySettings settings, LoopResources loops, BudgetMeters meters) {
        long heads = settings.gateway().testing().maxHeadBytesInFlight().toBytes();
        return new ServerBounds(settings.gateway(), loops, new OpenRequests(meters.shared("heads", heads)));
    }

    @Bean
    ListenerSetups setups(
            GatewaySettings settings, ListenerSettings listeners, TlsCertificate certificate, MeterRegistry meters) {
        return new ListenerSetups(settings.gateway(), listeners, certificate, meters);
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> plainPort(
            ServerBounds bounds,
            ListenerSetups setups,
            @Qualifier(AWS) BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> aws,
            ManagementFace management) {
        ListenerSetup plain = setups.plain();
        return factory -> {
            factory.addServerCustomizers(server -> bounds.configured(server, plain.connections()));
            factory.addRouteProviders(routes -> routes.route(request -> ServedFace.of(request) == ServedFace.AWS, aws)
                    .route(request -> ServedFace.of(request) == ServedFace.MANAGEMENT, management));
        };
    }

    @Bean
    ManagementFace managementFace() {
        return new ManagementFace();
    }

    @Bean
    List<ListenerSetup> otherListeners(ListenerSetups setups) {
        return setups.others();
    }

    @Bean
    Listeners listeners(
            List<ListenerSetup> otherListeners,
            ServerBounds bounds,
            @Qualifier(AWS) BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> aws,
            ManagementFace management,
            HttpHandler others,
            @Value("${spring.lifecycle.timeout-per-shutdown-phase}") Duration shutdown) {
        return new Listeners(otherListeners, bounds, new FaceRouter(aws, management, others), shutdown);
    }

    @Bean
    CertificateWatch certificates(List<ListenerSetup> otherListeners, Clock clock, MeterRegistry meters) {
        return new CertificateWatch(otherListeners, clock, meters);
    }
}
