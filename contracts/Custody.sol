// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ITrace} from "./ITrace.sol";
import {Ledger} from "./Ledger.sol";
import {Acts} from "./libraries/Acts.sol";
import {Lines} from "./libraries/Lines.sol";
import {Batch} from "./types/Batch.sol";

/// @title Custody
/// @notice How a batch changes hands: never without the consent of both sides.
abstract contract Custody is Ledger {
    /* OFFERS */

    /// @inheritdoc ITrace
    function offerCustody(bytes32 id, address to, bytes32 digest) external {
        _offer(id, _nextOfActive(id), to, digest, msg.sender);
    }

    /// @inheritdoc ITrace
    function offerCustodyBySig(
        bytes32 id,
        address to,
        bytes32 digest,
        address actor,
        uint256 deadline,
        bytes calldata signature
    ) external {
        Batch batch = _nextOfActive(id);
        bytes32 structHash = _hashWithAddress(Acts.OFFER_CUSTODY, id, batch, to, digest, deadline);
        _checkSignature(structHash, actor, deadline, signature);
        _offer(id, batch, to, digest, actor);
    }

    /// @inheritdoc ITrace
    function cancelOffer(bytes32 id, bytes32 digest) external {
        _cancel(id, _nextOfActive(id), digest, msg.sender);
    }

    /// @inheritdoc ITrace
    function cancelOfferBySig(bytes32 id, bytes32 digest, address actor, uint256 deadline, bytes calldata signature)
        external
    {
        Batch batch = _nextOfActive(id);
        _checkPlain(Acts.CANCEL_OFFER, id, batch, digest, actor, deadline, signature);
        _cancel(id, batch, digest, actor);
    }

    /// @inheritdoc ITrace
    function refuseCustody(bytes32 id, bytes32 digest) external {
        _refuse(id, _nextOfActive(id), digest, msg.sender);
    }

    /// @inheritdoc ITrace
    function refuseCustodyBySig(bytes32 id, bytes32 digest, address actor, uint256 deadline, bytes calldata signature)
        external
    {
        Batch batch = _nextOfActive(id);
        _checkPlain(Acts.REFUSE_CUSTODY, id, batch, digest, actor, deadline, signature);
        _refuse(id, batch, digest, actor);
    }

    /* HAND-OVERS */

    /// @inheritdoc ITrace
    function acceptCustody(bytes32 id, bytes32 digest) external {
        _accept(id, _nextOfActive(id), digest, msg.sender);
    }

    /// @inheritdoc ITrace
    function acceptCustodyBySig(bytes32 id, bytes32 digest, address actor, uint256 deadline, bytes calldata signature)
        external
    {
        Batch batch = _nextOfActive(id);
        _checkPlain(Acts.ACCEPT_CUSTODY, id, batch, digest, actor, deadline, signature);
        _accept(id, batch, digest, actor);
    }

    /// @inheritdoc ITrace
    function takeCustody(bytes32 id, bytes32 digest, uint256 deadline, bytes calldata signature) external {
        Batch batch = _nextOfActive(id);
        bytes32 structHash = _hashWithAddress(Acts.HAND_OVER, id, batch, msg.sender, digest, deadline);
        _checkSignature(structHash, batch.custodian(), deadline, signature);
        _handOver(id, batch, digest, msg.sender);
    }

    /// @inheritdoc ITrace
    function takeCustodyBySig(
        bytes32 id,
        bytes32 digest,
        address actor,
        uint256 deadline,
        bytes calldata signature,
        bytes calldata custodianSignature
    ) external {
        Batch batch = _nextOfActive(id);
        bytes32 structHash = _hashWithAddress(Acts.HAND_OVER, id, batch, actor, digest, deadline);
        _checkSignature(structHash, actor, deadline, signature);
        _checkSignature(structHash, batch.custodian(), deadline, custodianSignature);
        _handOver(id, batch, digest, actor);
    }

    /* VIEWS */

    /// @inheritdoc ITrace
    function offerOf(bytes32 id) external view returns (address) {
        return _offers[id];
    }

    /* LINES */

    /// @dev A second offer takes the place of the first.
    function _offer(bytes32 id, Batch batch, address to, bytes32 digest, address actor) private {
        if (batch.custodian() != actor) revert NotCustodian(id, actor);
        if (to == address(0) || to == actor) revert InvalidCustodian(to);
        _offers[id] = to;
        _write(ITrace.CustodyOffered.selector, id, batch.withOffered(true), digest, actor, to);
    }

    function _cancel(bytes32 id, Batch batch, bytes32 digest, address actor) private {
        if (batch.custodian() != actor) revert NotCustodian(id, actor);
        address to = _offers[id];
        if (to == address(0)) revert NotOffered(id, to);
        _write(ITrace.OfferCancelled.selector, id, _withoutOffer(id, batch), digest, actor, to);
    }

    function _refuse(bytes32 id, Batch batch, bytes32 digest, address actor) private {
        if (_offers[id] != actor) revert NotOffered(id, actor);
        _write(ITrace.CustodyRefused.selector, id, _withoutOffer(id, batch), digest, actor, batch.custodian());
    }

    function _accept(bytes32 id, Batch batch, bytes32 digest, address actor) private {
        if (_offers[id] != actor) revert NotOffered(id, actor);
        _handOver(id, batch, digest, actor);
    }

    function _handOver(bytes32 id, Batch batch, bytes32 digest, address actor) private {
        address from = batch.custodian();
        if (actor == from) revert InvalidCustodian(actor);
        batch = _withoutOffer(id, batch).withCustodian(actor);
        _write(ITrace.CustodyAccepted.selector, id, batch, digest, actor, from);
    }

    /// @dev Writes a line whose last value is an address.
    function _write(bytes32 selector, bytes32 id, Batch batch, bytes32 digest, address actor, address other) private {
        uint64 line = _takeLine(_shared, digest);
        _append(id, batch, Lines.plain(selector, id, actor, digest, line, batch.seq(), uint160(other)));
    }

    function _hashWithAddress(bytes32 typeHash, bytes32 id, Batch batch, address to, bytes32 digest, uint256 deadline)
        private
        pure
        returns (bytes32)
    {
        return Acts.hashWith(typeHash, id, bytes32(uint256(uint160(to))), digest, batch.seq(), deadline);
    }
}
