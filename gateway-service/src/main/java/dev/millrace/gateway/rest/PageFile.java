package dev.millrace.gateway.rest;

import java.io.IOException;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A file of the page, read from its jar when it is first asked for, and then kept: there are few, and none is large. */
final class PageFile {
    private final MediaType type;
    private final Mono<byte[]> content;

    /** @param location where it is on the class path; a star stands for a version */
    PageFile(MediaType type, String location) {
        this.type = type;
        // Unlike cache(), this keeps no failure.
        this.content = Mono.fromCallable(() -> read(location))
                .subscribeOn(Schedulers.boundedElastic())
                .cacheInvalidateIf(bytes -> false);
    }

    private static byte[] read(String location) throws IOException {
        Resource[] found = new PathMatchingResourcePatternResolver().getResources("classpath*:" + location);
        if (found.length != 1) {
            throw new IllegalStateException("one " + location + " is needed, found " + found.length);
        }
        return found[0].getContentAsByteArray();
    }

    Mono<ServerResponse> answer() {
        return content.flatMap(bytes -> ServerResponse.ok().contentType(type).bodyValue(bytes));
    }
}
