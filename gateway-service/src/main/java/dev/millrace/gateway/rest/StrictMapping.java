package dev.millrace.gateway.rest;

import dev.millrace.protocol.error.RequestErrors;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Finds the resource that a request is for, and refuses what the request says beyond what that resource takes: a parameter that is
 * misspelt or given twice would else be ignored, and a compressed body be stored as it is.
 */
final class StrictMapping extends RequestMappingHandlerMapping {
    private static final String OURS = "dev.millrace.";
    private static final String OF_SIGNATURES = "X-Amz-";
    private static final String PLAIN = "identity";
    private static final int LONGEST_NAME = 64;

    private final Map<HandlerMethod, Set<String>> parameters = new ConcurrentHashMap<>();

    @Override
    protected void handleMatch(RequestMappingInfo info, HandlerMethod handler, ServerWebExchange exchange) {
        super.handleMatch(info, handler, exchange);
        if (handler.getBeanType().getName().startsWith(OURS)) {
            requirePlainBody(exchange.getRequest().getHeaders());
            Set<String> known = parameters.computeIfAbsent(handler, StrictMapping::parametersOf);
            exchange.getRequest().getQueryParams().forEach((name, values) -> requireOnceOf(known, name, values));
        }
    }

    private static void requirePlainBody(HttpHeaders headers) {
        boolean plain =
                headers.getOrEmpty(HttpHeaders.CONTENT_ENCODING).stream().allMatch(PLAIN::equalsIgnoreCase);
        if (!plain) {
            throw new ResponseStatusException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "A body is taken as it is, without a Content-Encoding.");
        }
    }

    private static void requireOnceOf(Set<String> known, String name, List<String> values) {
        if (name.startsWith(OF_SIGNATURES)) {
            return;
        }
        String quoted = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
        if (!known.contains(name)) {
            throw RequestErrors.invalid("The query has an unknown parameter " + quoted + "; "
                    + (known.isEmpty() ? "none is known here." : "known are " + String.join(", ", known) + "."));
        }
        if (values.size() > 1) {
            throw RequestErrors.invalid("The query has the parameter " + quoted + " more than once.");
        }
    }

    private static Set<String> parametersOf(HandlerMethod handler) {
        Set<String> names = new TreeSet<>();
        Stream.of(handler.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(MethodParameter::getParameter)
                .forEach(parameter -> names.add(parameter.getName()));
        return names;
    }
}
