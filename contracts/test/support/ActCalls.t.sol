// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../../interfaces/ITrace.sol";
import {ITraceExtension} from "../../interfaces/ITraceExtension.sol";
import {ITraceTypes} from "../../interfaces/ITraceTypes.sol";
import {Verdict} from "../../types/Journey.sol";
import {Kind} from "../../types/Kind.sol";
import {Act, TraceModel, Verb} from "./TraceModel.t.sol";

/// @dev The call of an act, and what is signed of it.
abstract contract ActCalls is TraceModel {
    string[5] private _reasons = ["sold", "used", "lost", "destroyed", "sample"];

    /// @dev Whom a custodian admits: never itself, and mostly who does the act.
    function admittedBy(Act memory a) internal pure returns (address) {
        return a.actor == a.other ? addressOf(1) : a.actor;
    }

    function sampleOf(Act memory a, uint256 key, ITraceTypes.Consent memory consent)
        internal
        view
        returns (Sample memory)
    {
        bytes32 id = keccak256(bytes(a.code));
        Verb verb = a.verb;
        if (verb == Verb.Create) {
            return Sample(
                key,
                abi.encodeCall(ITrace.create, (a.fresh, KGM, a.quantity, a.yes, a.other, a.digest)),
                "Create(string code,string unit,uint56 quantity,bool open,address holder,bytes32 digest,",
                "",
                abi.encode(keccak256(bytes(a.fresh)), keccak256("KGM"), a.quantity, a.yes, a.other, a.digest)
            );
        }
        if (verb == Verb.Record) {
            bytes memory call = abi.encodeCall(ITrace.record, (id, a.kind, a.digest));
            return sample(key, call, "Record(string code,string kind,", id, uint256(a.kind.hash()), a.digest);
        }
        if (verb == Verb.Inspect) {
            Verdict verdict = a.yes ? Verdict.Pass : Verdict.Fail;
            uint256 word = uint256(a.yes ? keccak256("pass") : keccak256("fail"));
            bytes memory call = abi.encodeCall(ITrace.inspect, (id, verdict, a.digest));
            return sample(key, call, "Inspect(string code,string verdict,", id, word, a.digest);
        }
        if (verb == Verb.Amend) {
            return Sample(
                key,
                abi.encodeCall(ITraceExtension.amend, (id, 1, 0, a.digest)),
                "Amend(string code,uint24 amended,uint16 index,bytes32 digest,",
                "",
                abi.encode(id, 1, 0, a.digest)
            );
        }
        if (verb == Verb.Recall) return plain(key, ITrace.recall.selector, "Recall", id, a.digest);
        if (verb == Verb.Lift) return plain(key, ITraceExtension.lift.selector, "Lift", id, a.digest);
        if (verb == Verb.Order) return plain(key, ITrace.orderRecall.selector, "OrderRecall", id, a.digest);
        if (verb == Verb.LiftOrder) return plain(key, ITraceExtension.liftOrder.selector, "LiftOrder", id, a.digest);
        if (verb == Verb.Withdraw) return plain(key, ITraceExtension.withdraw.selector, "Withdraw", id, a.digest);
        if (verb == Verb.Refuse) return plain(key, ITraceExtension.refuseCustody.selector, "RefuseCustody", id, a.digest);
        if (verb == Verb.Cancel) return plain(key, ITraceExtension.cancelOffer.selector, "CancelOffer", id, a.digest);
        return later(a, key, id, consent);
    }

    function later(Act memory a, uint256 key, bytes32 id, ITraceTypes.Consent memory consent)
        private
        view
        returns (Sample memory)
    {
        Verb verb = a.verb;
        if (verb == Verb.Consume) {
            return Sample(
                key,
                abi.encodeCall(ITrace.consume, (id, a.quantity, a.reason, a.digest)),
                "Consume(string code,uint56 quantity,string reason,bytes32 digest,",
                "",
                abi.encode(id, a.quantity, keccak256(bytes(_reasons[uint256(a.reason)])), a.digest)
            );
        }
        if (verb == Verb.Offer) {
            bytes memory call = abi.encodeCall(ITrace.offerCustody, (id, a.other, a.digest));
            return sample(key, call, "OfferCustody(string code,address to,", id, uint160(a.other), a.digest);
        }
        if (verb == Verb.Accept) {
            bytes memory call = abi.encodeCall(ITrace.acceptCustody, (id, a.quantity, a.digest));
            return sample(key, call, "AcceptCustody(string code,uint56 quantity,", id, a.quantity, a.digest);
        }
        if (verb == Verb.SetOpen) {
            bytes memory call = abi.encodeCall(ITraceExtension.setOpen, (id, a.yes, a.digest));
            return sample(key, call, "SetOpen(string code,bool open,", id, a.yes ? 1 : 0, a.digest);
        }
        if (verb == Verb.Take) {
            ITraceTypes.Item[] memory items = itemsOf(a);
            return Sample(
                key,
                abi.encodeCall(ITraceExtension.takeMany, (items, a.digest, consent)),
                "TakeMany(Item[] batches,address from,bytes32 digest,",
                "Item(string code,uint56 quantity)",
                abi.encode(hashItems(items), a.other, a.digest)
            );
        }
        if (verb == Verb.SetParty) {
            bytes32 where = a.all ? ALL : id;
            return Sample(
                key,
                abi.encodeCall(ITraceExtension.setParty, (where, a.other, admittedBy(a), a.yes)),
                "SetParty(bytes32 batch,address custodian,address account,bool admitted,",
                "",
                abi.encode(where, a.other, admittedBy(a), a.yes)
            );
        }
        if (verb == Verb.SetAgent) {
            bytes memory call = abi.encodeCall(ITraceExtension.setAgent, (a.other, a.yes));
            return Sample(key, call, "SetAgent(address account,bool added,", "", abi.encode(a.other, a.yes));
        }
        return verb == Verb.Split ? splitOf(a, key, id) : transformOf(a, key);
    }

    function splitOf(Act memory a, uint256 key, bytes32 id) private pure returns (Sample memory) {
        ITraceTypes.Part[] memory parts = new ITraceTypes.Part[](1);
        parts[0] = ITraceTypes.Part(a.fresh, a.quantity, a.digest);
        bytes32 typeHash = keccak256("Part(string name,uint56 quantity,bytes32 digest)");
        bytes32 part = keccak256(abi.encode(typeHash, keccak256(bytes(a.fresh)), a.quantity, a.digest));
        return Sample(
            key,
            abi.encodeCall(ITraceExtension.split, (a.code, parts, a.digest)),
            "Split(string code,Part[] parts,bytes32 digest,",
            "Part(string name,uint56 quantity,bytes32 digest)",
            abi.encode(id, keccak256(abi.encode(part)), a.digest)
        );
    }

    function transformOf(Act memory a, uint256 key) private pure returns (Sample memory) {
        ITraceTypes.Item[] memory inputs = itemsOf(a);
        ITraceTypes.Output[] memory outputs = new ITraceTypes.Output[](1);
        outputs[0] = ITraceTypes.Output(a.fresh, "LTR", a.quantity, a.digest);
        bytes32 typeHash = keccak256("Output(string code,string unit,uint56 quantity,bytes32 digest)");
        bytes32 output = keccak256(
            abi.encode(typeHash, keccak256(bytes(a.fresh)), keccak256("LTR"), a.quantity, a.digest)
        );
        return Sample(
            key,
            abi.encodeCall(ITraceExtension.transform, (inputs, outputs, a.yes, a.digest)),
            "Transform(Item[] inputs,Output[] outputs,bool open,bytes32 digest,",
            "Item(string code,uint56 quantity)Output(string code,string unit,uint56 quantity,bytes32 digest)",
            abi.encode(hashItems(inputs), keccak256(abi.encode(output)), a.yes, a.digest)
        );
    }

    function itemsOf(Act memory a) internal pure returns (ITraceTypes.Item[] memory items) {
        items = new ITraceTypes.Item[](1);
        items[0] = ITraceTypes.Item(keccak256(bytes(a.code)), a.quantity);
    }

    function sample(uint256 key, bytes memory call, string memory head, bytes32 id, uint256 word, bytes32 digest)
        private
        pure
        returns (Sample memory)
    {
        return Sample(key, call, string.concat(head, "bytes32 digest,"), "", abi.encode(id, word, digest));
    }

    function plain(uint256 key, bytes4 selector, string memory name, bytes32 id, bytes32 digest)
        private
        pure
        returns (Sample memory)
    {
        bytes memory call = abi.encodeWithSelector(selector, id, digest);
        return Sample(key, call, string.concat(name, "(string code,bytes32 digest,"), "", abi.encode(id, digest));
    }
}
