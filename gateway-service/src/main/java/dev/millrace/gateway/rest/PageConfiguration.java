package dev.millrace.gateway.rest;

import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;
import reactor.core.scheduler.Schedulers;

/**
 * The page that shows the document. Its files are served from here rather than by springdoc, which reads them from their jar
 * on an event loop each time, for which every other connection of that loop would wait.
 */
@Configuration(proxyBeanMethods = false)
public class PageConfiguration {
    private static final String OURS = "docs/";
    private static final String SWAGGER = "META-INF/resources/webjars/swagger-ui/*/";
    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");
    private static final MediaType STYLE = MediaType.parseMediaType("text/css;charset=UTF-8");

    @Bean
    RouterFunction<ServerResponse> page() {
        PageFile index = new PageFile(MediaType.TEXT_HTML, OURS + "index.html");
        PageFile start = new PageFile(SCRIPT, OURS + "start.js");
        PageFile script = new PageFile(SCRIPT, SWAGGER + "swagger-ui-bundle.js");
        PageFile style = new PageFile(STYLE, SWAGGER + "swagger-ui.css");
        return RouterFunctions.route()
                .GET(
                        "/docs",
                        request -> ServerResponse.status(HttpStatus.FOUND)
                                .location(URI.create("/docs/"))
                                .build())
                .GET("/docs/", request -> index.answer())
                .GET("/docs/start.js", request -> start.answer())
                .GET("/docs/swagger-ui-bundle.js", request -> script.answer())
                .GET("/docs/swagger-ui.css", request -> style.answer())
                .build();
    }

    /** The document is made when it is first asked for, by looking through our classes: not on an event loop either. */
    @Bean
    WebFilter documentOffTheEventLoops() {
        return (exchange, chain) -> exchange.getRequest().getPath().value().equals("/v1/openapi.json")
                ? chain.filter(exchange).subscribeOn(Schedulers.boundedElastic())
                : chain.filter(exchange);
    }
}
