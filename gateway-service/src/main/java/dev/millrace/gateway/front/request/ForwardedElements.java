package dev.millrace.gateway.front.request;

import dev.millrace.gateway.front.request.ForwardedHeader.Hop;
import dev.millrace.policy.IpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The grammar of what proxies write.
 *
 * <pre>
 *   Forwarded: for=192.0.2.60;proto=https;by=203.0.113.43, for="[2001:db8::1]:4711"
 *   X-Forwarded-For: 192.0.2.60, 2001:db8::1
 * </pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7239#section-4">RFC 7239, 4</a>
 */
final class ForwardedElements {
    private ForwardedElements() {}

    /** The parts of all lines of a header between commas. */
    static List<String> split(List<String> lines) {
        return lines.stream().flatMap(line -> Stream.of(line.split(",", -1))).toList();
    }

    /**
     * The same between separators that are not within quotation marks. It goes from the end to the beginning: a quotation
     * that a client has left open does not swallow what a proxy has put behind it.
     */
    static List<String> splitUnquoted(List<String> lines, char separator) {
        List<String> parts = new ArrayList<>();
        for (int line = lines.size() - 1; line >= 0; line--) {
            String text = lines.get(line);
            boolean quoted = false;
            int end = text.length();
            for (int i = text.length() - 1; i >= 0; i--) {
                char c = text.charAt(i);
                if (c == '"') {
                    quoted = !quoted;
                } else if (c == separator && !quoted) {
                    parts.add(text.substring(i + 1, end));
                    end = i;
                }
            }
            parts.add(text.substring(0, end));
        }
        Collections.reverse(parts);
        return parts;
    }

    /** One element of {@code Forwarded}. What is said twice, or not in the form of a pair, is not said at all. */
    static Hop hop(String element) {
        List<String> from = new ArrayList<>();
        List<String> protocol = new ArrayList<>();
        for (String pair : splitUnquoted(List.of(element), ';')) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                return new Hop(Optional.empty(), Optional.empty());
            }
            String name = pair.substring(0, equals).strip();
            String value = unquoted(pair.substring(equals + 1).strip());
            if (name.equalsIgnoreCase("for")) {
                from.add(value);
            } else if (name.equalsIgnoreCase("proto")) {
                protocol.add(value);
            }
        }
        return new Hop(only(from).flatMap(ForwardedElements::address), only(protocol));
    }

    /** The address of {@code a.b.c.d}, {@code a.b.c.d:port}, an address of version 6, or {@code [one]:port}. */
    static Optional<IpAddress> address(String node) {
        int closing = node.indexOf(']');
        if (node.startsWith("[")) {
            boolean ends = closing == node.length() - 1 || (closing > 0 && isPort(node.substring(closing + 1)));
            return ends ? IpAddress.parse(node.substring(1, closing)) : Optional.empty();
        }
        int colon = node.indexOf(':');
        boolean hasPort = colon >= 0 && colon == node.lastIndexOf(':');
        if (hasPort) {
            return isPort(node.substring(colon)) ? IpAddress.parse(node.substring(0, colon)) : Optional.empty();
        }
        return IpAddress.parse(node);
    }

    private static boolean isPort(String text) {
        return text.matches(":[0-9]{1,5}");
    }

    private static Optional<String> only(List<String> values) {
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
