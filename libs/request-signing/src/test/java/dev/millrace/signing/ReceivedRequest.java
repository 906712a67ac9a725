package dev.millrace.signing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A request as a server sees it. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ReceivedRequest(String method, String path, String query, Map<String, List<String>> values, byte[] body)
        implements SignableRequest {
    static ReceivedRequest of(String method, String path, String query, Map<String, String> headers, byte[] body) {
        Map<String, List<String>> values = new TreeMap<>();
        headers.forEach(
                (name, value) -> values.computeIfAbsent(name.toLowerCase(Locale.ROOT), absent -> new ArrayList<>())
                        .add(value));
        return new ReceivedRequest(method, path, query, values, body);
    }

    ReceivedRequest with(String name, String... changed) {
        Map<String, List<String>> copy = new TreeMap<>(values);
        copy.put(name, List.of(changed));
        return new ReceivedRequest(method, path, query, copy, body);
    }

    ReceivedRequest without(String name) {
        Map<String, List<String>> copy = new TreeMap<>(values);
        copy.remove(name);
        return new ReceivedRequest(method, path, query, copy, body);
    }

    ReceivedRequest withBody(byte[] changed) {
        return new ReceivedRequest(method, path, query, values, changed);
    }

    ReceivedRequest withQuery(String changed) {
        return new ReceivedRequest(method, path, changed, values, body);
    }

    @Override
    public List<String> headers(String name) {
        return values.getOrDefault(name, List.of());
    }

    @Override
    public int bodyLength() {
        return body.length;
    }
}
