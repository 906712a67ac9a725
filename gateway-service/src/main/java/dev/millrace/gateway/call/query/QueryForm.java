package dev.millrace.gateway.call.query;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.millrace.gateway.front.request.RequestBody;
import dev.millrace.identity.IdentityErrors;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The parameters of a request as a tree: {@code Tags.member.1.Key=team} is a value four steps down. Members that an
 * operation does not have are ignored, as AWS does.
 */
public final class QueryForm {
    private static final int MOST_PARAMETERS = 1_000;
    private static final int DEEPEST = 16;
    private static final String MEMBER = "member";

    private final Node root = new Node();
    private boolean malformed;

    private QueryForm() {}

    /**
     * Reads a body of the type {@code application/x-www-form-urlencoded}. Whether it is one may be told later: who sends a
     * malformed one is to be known first.
     */
    public static QueryForm parse(RequestBody body) {
        return parse("", body);
    }

    /** The same with the parameters of a request's query, which a GET has instead and a POST may have besides. */
    static QueryForm parse(String query, RequestBody body) {
        QueryForm form = new QueryForm();
        form.add(query);
        form.add(new String(body.bytes(), 0, body.length(), StandardCharsets.UTF_8));
        return form;
    }

    private void add(String text) {
        Map<String, List<String>> parameters;
        try {
            parameters = new QueryStringDecoder(text, StandardCharsets.UTF_8, false, MOST_PARAMETERS).parameters();
        } catch (IllegalArgumentException noForm) {
            malformed = true;
            return;
        }
        parameters.forEach((name, values) -> put(name, values.get(0)));
    }

    private void put(String name, String value) {
        String[] steps = name.split("\\.", DEEPEST);
        Node node = root;
        for (String step : steps) {
            node = node.children.computeIfAbsent(step, key -> new Node());
        }
        node.value = Optional.of(value);
    }

    /** Refuses a body that is no form with a ValidationError. */
    void requireWellFormed() {
        if (malformed) {
            throw IdentityErrors.validation("The request body is not a form.");
        }
    }

    /** The operation that is asked for. */
    String action() {
        return find("Action").orElse("");
    }

    private Optional<String> find(String name) {
        return Optional.ofNullable(root.children.get(name)).flatMap(node -> node.value);
    }

    /**
     * The members that a message describes.
     *
     * @throws dev.millrace.identity.IdentityException a ValidationError for a value of the wrong type
     */
    public <M extends Message> M read(M prototype) {
        Message.Builder builder = prototype.newBuilderForType();
        read(root, builder);
        @SuppressWarnings("unchecked") // a builder builds what its prototype is
        M message = (M) builder.build();
        return message;
    }

    private static void read(Node node, Message.Builder into) {
        for (FieldDescriptor field : into.getDescriptorForType().getFields()) {
            Node given = node.children.get(Members.nameOf(field));
            if (given == null) {
                continue;
            }
            if (field.isRepeated()) {
                for (Node element : given.elements()) {
                    into.addRepeatedField(field, value(element, field, into));
                }
            } else {
                into.setField(field, value(given, field, into));
            }
        }
    }

    private static Object value(Node node, FieldDescriptor field, Message.Builder owner) {
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            Message.Builder builder = owner.newBuilderForField(field);
            read(node, builder);
            return builder.build();
        }
        return Members.parse(field, node.value.orElse(""));
    }

    private static final class Node {
        private final Map<String, Node> children = new TreeMap<>();
        private Optional<String> value = Optional.empty();

        /** The elements of a list, in order of their numbers; gaps do not count. */
        Iterable<Node> elements() {
            Node members = children.get(MEMBER);
            NavigableMap<Integer, Node> numbered = new TreeMap<>();
            if (members != null) {
                members.children.forEach((number, element) -> numbered.put(Members.index(number), element));
            }
            return numbered.values();
        }
    }
}
