package dev.millrace.gateway.listener;

import dev.millrace.gateway.aws.AwsEndpoint;
import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.gateway.tls.TlsCertificate;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.resources.LoopResources;

/** Opens the two ports. What is not of the other faces is of the AWS face, whatever its path. */
@Configuration(proxyBeanMethods = false)
public class ListenerConfiguration {
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> plainPort(
            GatewaySettings settings, LoopResources loops, AwsEndpoint aws) {
        Listeners listeners = new Listeners(settings.gateway(), loops);
        return factory -> {
            factory.addServerCustomizers(listeners::configured);
            factory.addRouteProviders(routes -> routes.route(ListenerConfiguration::isAws, aws));
        };
    }

    @Bean
    @ConditionalOnExpression("${millrace.gateway.tls-port} >= 0")
    TlsListener tlsPort(
            GatewaySettings settings,
            LoopResources loops,
            AwsEndpoint aws,
            TlsCertificate certificate,
            HttpHandler others,
            @Value("${spring.lifecycle.timeout-per-shutdown-phase}") Duration shutdown) {
        Listeners listeners = new Listeners(settings.gateway(), loops);
        ReactorHttpHandlerAdapter rest = new ReactorHttpHandlerAdapter(others);
        return new TlsListener(
                server -> listeners
                        .configured(server)
                        .host(settings.gateway().bindAddress())
                        .port(settings.gateway().tlsPort())
                        .handle((request, response) ->
                                isAws(request) ? aws.apply(request, response) : rest.apply(request, response)),
                certificate::files,
                shutdown);
    }

    private static boolean isAws(HttpServerRequest request) {
        String uri = request.uri();
        return !(uri.startsWith("/v1/") || uri.startsWith("/actuator") || uri.startsWith("/docs"));
    }
}
