package dev.millrace.metadata.kms.operation;

import com.google.protobuf.Message;
import dev.millrace.internal.kms.v1.AliasRequest;
import dev.millrace.internal.kms.v1.KmsCall;
import dev.millrace.internal.kms.v1.ListAliasesResult;
import dev.millrace.internal.kms.v1.ListRequest;
import dev.millrace.key.KeyErrors;
import dev.millrace.key.KeyReference;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.catalog.Page;
import dev.millrace.metadata.kms.KeyView;
import dev.millrace.metadata.kms.model.KeyAlias;
import dev.millrace.metadata.kms.model.KeyEntry;
import dev.millrace.metadata.kms.model.NamedKey;
import java.util.List;

/** Other names of keys. */
final class AliasOperations {
    private static final String RESERVED = "alias/aws/";
    private static final int USUAL_PAGE = 50;
    private static final int MOST_PER_PAGE = 100;

    Decision<KeyEntry, Message> create(KeyView view, KmsCall call) {
        AliasRequest request = call.getCreateAlias();
        KeyReference name = name(view, call, request);
        NamedKey target = target(view, call, request, "CreateAlias");
        if (view.findAlias(name).isPresent()) {
            throw KeyErrors.aliasExists(name.arn());
        }
        requireRoom(view, target);
        return KmsOperation.done(
                new KeyAlias(call.getAccountId(), name.name(), target.id(), view.now(), view.now(), 0));
    }

    Decision<KeyEntry, Message> update(KeyView view, KmsCall call) {
        AliasRequest request = call.getUpdateAlias();
        KeyAlias alias = alias(view, name(view, call, request));
        NamedKey target = target(view, call, request, "UpdateAlias");
        if (!alias.keyId().equals(target.id())) {
            requireRoom(view, target);
        }
        return KmsOperation.done(alias.to(target.id(), view.now()));
    }

    Decision<KeyEntry, Message> delete(KeyView view, KmsCall call) {
        return KmsOperation.gone(alias(view, name(view, call, call.getDeleteAlias())));
    }

    Decision<KeyEntry, Message> list(KeyView view, KmsCall call) {
        ListRequest request = call.getListAliases();
        List<KeyAlias> all = request.hasKeyId()
                ? view.aliasesOf(view.key(view.parse(request.getKeyId(), call.getAccountId())))
                : view.aliasesOf(call.getAccountId());
        Page<KeyAlias> page = Page.of(all, KeyAlias::name, KeyPages.of(request, USUAL_PAGE, MOST_PER_PAGE));
        ListAliasesResult.Builder result = ListAliasesResult.newBuilder().setTruncated(page.isTruncated());
        page.items().forEach(alias -> result.addAliases(KmsMessages.toMessage(view, alias)));
        page.marker().ifPresent(result::setNextMarker);
        return KmsOperation.answer(result.build());
    }

    private static KeyReference name(KeyView view, KmsCall call, AliasRequest request) {
        String name = KmsMessages.given("aliasName", request.hasAliasName(), request.getAliasName());
        if (!KeyReference.isAliasName(name)) {
            throw KeyErrors.constraint(
                    "aliasName", "Member must satisfy regular expression pattern: ^alias/[a-zA-Z0-9/_-]+$");
        }
        if (name.startsWith(RESERVED)) {
            throw KeyErrors.aliasReserved(name);
        }
        return view.parse(name, call.getAccountId());
    }

    private static KeyAlias alias(KeyView view, KeyReference name) {
        return view.findAlias(name).orElseThrow(name::notFound);
    }

    /** Of the same account: what is decided on by its policies must not lead elsewhere. */
    private static NamedKey target(KeyView view, KmsCall call, AliasRequest request, String action) {
        String given = KmsMessages.given("targetKeyId", request.hasTargetKeyId(), request.getTargetKeyId());
        KeyReference reference = view.parse(given, call.getAccountId());
        if (!reference.accountId().equals(call.getAccountId())) {
            throw reference.notFound();
        }
        return view.lasting(reference, action);
    }

    private static void requireRoom(KeyView view, NamedKey target) {
        if (view.aliasesOf(target).size() >= view.quotas().aliasesPerKey()) {
            throw KeyErrors.limitExceeded(
                    "The key has as many aliases as it may: " + view.quotas().aliasesPerKey());
        }
    }
}
