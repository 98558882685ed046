// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../../interfaces/ITrace.sol";
import {ITraceExtension} from "../../interfaces/ITraceExtension.sol";
import {ITraceLines} from "../../interfaces/ITraceLines.sol";
import {ITraceTypes} from "../../interfaces/ITraceTypes.sol";
import {Verdict} from "../../types/Journey.sol";
import {SignedActs} from "./SignedActs.t.sol";

/// @dev One act of each verb that can be signed, ready to succeed in the world that `setUp` makes. What is signed of it is
///      written down by the letter of EIP-712 and of the interfaces' documentation, without anything that `Trace` uses.
abstract contract Samples is SignedActs {
    uint256 internal constant SAMPLES = 29;
    uint256 internal constant VOIDING = 28;

    /// @dev A batch's state that a sample needs: offered to the carrier, recalled in each way, of the agent's firm.
    bytes32 internal constant OFFER = keccak256("OFFERED");
    bytes32 internal constant RECALL = keccak256("RECALLED");
    bytes32 internal constant ORDER = keccak256("ORDERED");
    bytes32 internal constant OTHER = keccak256("OTHER");

    function setUp() public virtual override {
        super.setUp();
        createBatch();
        createBatch("OFFERED", true);
        createBatch("RECALLED", true);
        createBatch("ORDERED", true);
        createBatch("OTHER", true);
        act(producer, abi.encodeCall(ITrace.offerCustody, (OFFER, carrier, DIGEST)));
        act(producer, abi.encodeCall(ITrace.recall, (RECALL, DIGEST)));
        act(regulator, abi.encodeCall(ITrace.orderRecall, (ORDER, DIGEST)));
        act(stranger, abi.encodeCall(ITraceExtension.moveAccount, (retailer)));
    }

    function sampleOf(uint256 which) internal pure returns (Sample memory) {
        if (which < 8) return attestation(which);
        if (which < 15) return ending(which);
        return which < 22 ? moving(which) : naming(which);
    }

    function attestation(uint256 which) private pure returns (Sample memory) {
        bytes32 harvest = keccak256("harvest");
        if (which == 0) {
            return Sample(
                1,
                abi.encodeCall(ITrace.create, ("NEW", KGM, 7, true, holder(0), DIGEST)),
                "Create(string code,string unit,uint56 quantity,bool open,address holder,bytes32 digest,",
                "",
                abi.encode(keccak256("NEW"), keccak256("KGM"), 7, true, holder(0), DIGEST)
            );
        }
        if (which == 1) return record(DIGEST);
        if (which == 2) {
            return Sample(
                4,
                abi.encodeCall(ITrace.inspect, (ID, Verdict.Pass, DIGEST)),
                "Inspect(string code,string verdict,bytes32 digest,",
                "",
                abi.encode(ID, keccak256("pass"), DIGEST)
            );
        }
        if (which == 3) {
            return Sample(
                4,
                abi.encodeCall(ITrace.inspect, (ID, Verdict.Fail, DIGEST)),
                "Inspect(string code,string verdict,bytes32 digest,",
                "",
                abi.encode(ID, keccak256("fail"), DIGEST)
            );
        }
        if (which == 4) {
            bytes32[] memory digests = pair(keccak256("one"), keccak256("two"));
            return Sample(
                1,
                abi.encodeCall(ITraceExtension.recordSeries, (ID, HARVEST, digests)),
                "RecordSeries(string code,string kind,bytes32[] digests,",
                "",
                abi.encode(ID, harvest, keccak256(abi.encodePacked(digests)))
            );
        }
        if (which == 5) {
            return Sample(
                1,
                abi.encodeCall(ITraceExtension.anchor, (ID, keccak256("root"), 9, DIGEST)),
                "Anchor(string code,bytes32 root,uint32 count,bytes32 digest,",
                "",
                abi.encode(ID, keccak256("root"), 9, DIGEST)
            );
        }
        if (which == 6) {
            return Sample(
                1,
                abi.encodeCall(ITraceExtension.amend, (ID, 1, 2, DIGEST)),
                "Amend(string code,uint24 amended,uint16 index,bytes32 digest,",
                "",
                abi.encode(ID, 1, 2, DIGEST)
            );
        }
        return Sample(
            1,
            abi.encodeCall(ITraceExtension.setOpen, (ID, false, DIGEST)),
            "SetOpen(string code,bool open,bytes32 digest,",
            "",
            abi.encode(ID, false, DIGEST)
        );
    }

    function record(bytes32 digest) internal pure returns (Sample memory) {
        return Sample(
            1,
            abi.encodeCall(ITrace.record, (ID, HARVEST, digest)),
            "Record(string code,string kind,bytes32 digest,",
            "",
            abi.encode(ID, keccak256("harvest"), digest)
        );
    }

    function ending(uint256 which) private pure returns (Sample memory) {
        if (which == 8) return plain(1, ITrace.recall.selector, "Recall", ID);
        if (which == 9) return plain(6, ITrace.orderRecall.selector, "OrderRecall", ID);
        if (which == 10) return plain(1, ITraceExtension.lift.selector, "Lift", RECALL);
        if (which == 11) return plain(6, ITraceExtension.liftOrder.selector, "LiftOrder", ORDER);
        if (which == 12) return plain(1, ITraceExtension.withdraw.selector, "Withdraw", ID);
        if (which == 13) {
            bytes32[] memory ids = pair(ID, OTHER);
            return Sample(
                1,
                abi.encodeCall(ITraceExtension.recallMany, (ids, false, DIGEST)),
                "RecallMany(bytes32[] batches,bool order,bytes32 digest,",
                "",
                abi.encode(keccak256(abi.encodePacked(ids)), false, DIGEST)
            );
        }
        return consume(ITraceLines.Reason.Sold, "sold");
    }

    function consume(ITraceLines.Reason reason, string memory word) internal pure returns (Sample memory) {
        return Sample(
            1,
            abi.encodeCall(ITrace.consume, (ID, 3, reason, DIGEST)),
            "Consume(string code,uint56 quantity,string reason,bytes32 digest,",
            "",
            abi.encode(ID, 3, keccak256(bytes(word)), DIGEST)
        );
    }

    function plain(uint256 key, bytes4 selector, string memory name, bytes32 id) private pure returns (Sample memory) {
        bytes memory call = abi.encodeWithSelector(selector, id, DIGEST);
        return Sample(key, call, string.concat(name, "(string code,bytes32 digest,"), "", abi.encode(id, DIGEST));
    }

    function moving(uint256 which) private pure returns (Sample memory) {
        if (which == 15) {
            return Sample(
                1,
                abi.encodeCall(ITrace.offerCustody, (ID, holder(2), DIGEST)),
                "OfferCustody(string code,address to,bytes32 digest,",
                "",
                abi.encode(ID, holder(2), DIGEST)
            );
        }
        if (which == 16) {
            return Sample(
                3,
                abi.encodeCall(ITrace.acceptCustody, (OFFER, QUANTITY, DIGEST)),
                "AcceptCustody(string code,uint56 quantity,bytes32 digest,",
                "",
                abi.encode(OFFER, QUANTITY, DIGEST)
            );
        }
        if (which == 17) return plain(3, ITraceExtension.refuseCustody.selector, "RefuseCustody", OFFER);
        if (which == 18) return plain(1, ITraceExtension.cancelOffer.selector, "CancelOffer", OFFER);
        if (which == 19) return split();
        return which == 20 ? transform() : consume(ITraceLines.Reason.Sample, "sample");
    }

    function split() private pure returns (Sample memory) {
        ITraceTypes.Part[] memory parts = new ITraceTypes.Part[](2);
        parts[0] = ITraceTypes.Part("A", 5, keccak256("a"));
        parts[1] = ITraceTypes.Part("B-2", 6, keccak256("b"));
        bytes32 typeHash = keccak256("Part(string name,uint56 quantity,bytes32 digest)");
        bytes32 a = keccak256(abi.encode(typeHash, keccak256("A"), 5, keccak256("a")));
        bytes32 b = keccak256(abi.encode(typeHash, keccak256("B-2"), 6, keccak256("b")));
        return Sample(
            1,
            abi.encodeCall(ITraceExtension.split, (CODE, parts, DIGEST)),
            "Split(string code,Part[] parts,bytes32 digest,",
            "Part(string name,uint56 quantity,bytes32 digest)",
            abi.encode(ID, keccak256(abi.encode(a, b)), DIGEST)
        );
    }

    function transform() private pure returns (Sample memory) {
        ITraceTypes.Item[] memory inputs = new ITraceTypes.Item[](2);
        (inputs[0], inputs[1]) = (ITraceTypes.Item(ID, 5), ITraceTypes.Item(OTHER, 6));
        ITraceTypes.Output[] memory outputs = new ITraceTypes.Output[](2);
        outputs[0] = ITraceTypes.Output("JUICE", "LTR", 9, keccak256("juice"));
        outputs[1] = ITraceTypes.Output("POMACE", "XX", 1, keccak256("pomace"));
        bytes32 typeHash = keccak256("Output(string code,string unit,uint56 quantity,bytes32 digest)");
        bytes32 a = keccak256(abi.encode(typeHash, keccak256("JUICE"), keccak256("LTR"), 9, keccak256("juice")));
        bytes32 b = keccak256(abi.encode(typeHash, keccak256("POMACE"), keccak256("XX"), 1, keccak256("pomace")));
        return Sample(
            1,
            abi.encodeCall(ITraceExtension.transform, (inputs, outputs, true, DIGEST)),
            "Transform(Item[] inputs,Output[] outputs,bool open,bytes32 digest,",
            "Item(string code,uint56 quantity)Output(string code,string unit,uint56 quantity,bytes32 digest)",
            abi.encode(hashItems(inputs), keccak256(abi.encode(a, b)), true, DIGEST)
        );
    }

    function naming(uint256 which) private pure returns (Sample memory) {
        if (which == 22) {
            return Sample(
                1,
                abi.encodeCall(ITraceExtension.setParty, (ID, holder(0), holder(2), true)),
                "SetParty(bytes32 batch,address custodian,address account,bool admitted,",
                "",
                abi.encode(ID, holder(0), holder(2), true)
            );
        }
        if (which == 23) {
            return Sample(
                1,
                abi.encodeCall(ITraceExtension.setAgent, (holder(2), true)),
                "SetAgent(address account,bool added,",
                "",
                abi.encode(holder(2), true)
            );
        }
        if (which == 24) {
            return Sample(
                1,
                abi.encodeCall(ITraceExtension.moveAccount, (holder(2))),
                "MoveAccount(address to,",
                "",
                abi.encode(holder(2))
            );
        }
        if (which == 25) {
            // The stranger's, which proposed it.
            return Sample(
                5,
                abi.encodeCall(ITraceExtension.acceptAccount, (addressOf(103))),
                "AcceptAccount(address from,",
                "",
                abi.encode(addressOf(103))
            );
        }
        if (which == 26) {
            return Sample(
                6,
                abi.encodeCall(ITrace.describeAccount, (holder(2), DIGEST)),
                "DescribeAccount(address account,bytes32 digest,",
                "",
                abi.encode(holder(2), DIGEST)
            );
        }
        if (which == 27) {
            return Sample(
                102,
                abi.encodeCall(ITraceExtension.setNamespace, ("FIRM", holder(0))),
                "SetNamespace(string name,address owner,",
                "",
                abi.encode(keccak256("FIRM"), holder(0))
            );
        }
        // The nonce that is voided is the signature's own: every sample is signed with this one.
        return Sample(1, abi.encodeCall(ITraceExtension.voidNonce, (3)), "VoidNonce(", "", "");
    }

    function pair(bytes32 a, bytes32 b) private pure returns (bytes32[] memory two) {
        two = new bytes32[](2);
        (two[0], two[1]) = (a, b);
    }
}
